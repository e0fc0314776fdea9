package io.facet.app.master.watch;

/**
 * The journal of a run for windows: the board of its images, its events, its throughput. Thread-safe; made by whoever
 * starts the run. One can serve one run after the other on the same dataset: what happened in the last one goes when the
 * next one begins.
 */
public final class RunWatch implements RunJournal {
    private final ImageBoard images;
    private final RunEvents events = new RunEvents();
    private final Throughput throughput = new Throughput();

    /** Writes to {@code images}, on which a scan may have put all or some of the dataset. */
    public RunWatch(ImageBoard images) {
        this.images = images;
    }

    public ImageBoard images() {
        return images;
    }

    public RunEvents events() {
        return events;
    }

    public Throughput throughput() {
        return throughput;
    }
}
