package io.facet.app.ui.results;

import io.facet.app.master.output.ReadProgress;

/** Work on the files of a run. Its figures may be set and read on any thread. */
final class FileJob implements ReadProgress {
    private final String run;
    private final String what;
    private volatile double fraction = -1;
    private volatile boolean cancelled;

    /**
     * Work that begins.
     *
     * @param run whose files
     * @param what is done, as text for people
     */
    FileJob(String run, String what) {
        this.run = run;
        this.what = what;
    }

    String run() {
        return run;
    }

    String what() {
        return what;
    }

    /** From 0 to 1; negative if nobody knows. */
    double fraction() {
        return fraction;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void at(long done, long total) {
        fraction = total > 0 ? Math.clamp(done / (double) total, 0, 1) : -1;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
