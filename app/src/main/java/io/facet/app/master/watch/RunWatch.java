package io.facet.app.master.watch;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The journal of a run for windows: the board of its images, its events, its throughput. Thread-safe; made by whoever
 * starts the run. One can serve one run after the other on the same dataset: what happened in the last one goes when the
 * next one begins.
 */
public final class RunWatch implements RunJournal {
    private final ImageBoard images;
    private final RunEvents events = new RunEvents();
    private final Throughput throughput = new Throughput();
    private final AtomicLong secondTries = new AtomicLong();
    private final AtomicLong waitingAgain = new AtomicLong();
    /** Names by identifier. Only the master's loop touches it. */
    private final Map<String, String> names = new HashMap<>();

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

    /** How often an image was lent again after it had failed. */
    public long retries() {
        return secondTries.get();
    }

    /** How often an image went back to the queue because its agent was gone. */
    public long requeued() {
        return Math.max(0, waitingAgain.get() - secondTries.get());
    }

    @Override
    public void began() {
        secondTries.set(0);
        waitingAgain.set(0);
        images.reset();
        events.clear();
        throughput.clear();
        names.clear();
    }

    @Override
    public void kept(ImageItem item) {
        images.kept(item);
    }

    @Override
    public void failedBefore(ImageItem item, Outcome.Failed failure) {
        images.settled(item, failure, "");
    }

    @Override
    public void leased(ImageItem item, String agentId, String agentName, int attempt) {
        names.put(agentId, agentName);
        if (attempt > 1) {
            secondTries.incrementAndGet();
        }
        images.leased(item, agentName, attempt);
    }

    @Override
    public void requeued(ImageItem item) {
        waitingAgain.incrementAndGet();
        images.waits(item);
    }

    @Override
    public void retried(ImageItem item) {
        images.waits(item);
    }

    @Override
    public void settled(ImageItem item, Outcome outcome) {
        String agent = "";
        if (outcome instanceof Outcome.Done done) {
            String id = done.by().agentId();
            agent = names.getOrDefault(id, id);
            throughput.count(id, agent);
        }
        images.settled(item, outcome, agent);
    }

    @Override
    public void event(RunEvent event) {
        events.add(event);
    }

    @Override
    public void tick(boolean lending) {
        throughput.tick(lending);
    }
}
