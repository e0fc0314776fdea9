package io.facet.app.ui.models;

/** Something that is done to get a model. Its figures may be set and read on any thread. */
final class ModelJob {
    private final ModelState.Work work;
    private volatile double fraction = -1;
    private volatile String step = "";
    private volatile boolean cancelled;

    ModelJob(ModelState.Work work) {
        this.work = work;
    }

    void at(long done, long total) {
        fraction = total > 0 ? Math.clamp(done / (double) total, 0, 1) : 0;
    }

    void step(String text) {
        step = text;
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** An import is over in a moment and cannot be cut short. */
    boolean cancellable() {
        return work != ModelState.Work.IMPORT;
    }

    ModelState.Busy state() {
        return new ModelState.Busy(work, fraction, step);
    }
}
