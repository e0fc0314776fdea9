package io.facet.app.master.run;

import java.util.function.LongSupplier;

/** How long a run has been running: from its first image on, without pauses. Confined to the master's loop. */
final class RunClock {
    private final LongSupplier nanoTime;
    private boolean started;
    private boolean paused;
    private long runningSince;
    private long before;

    RunClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The first image is lent. */
    void start() {
        if (!started) {
            started = true;
            runningSince = nanoTime.getAsLong();
        }
    }

    boolean started() {
        return started;
    }

    void pause() {
        if (!paused) {
            before = nanos();
            paused = true;
        }
    }

    void resume() {
        if (paused) {
            paused = false;
            runningSince = nanoTime.getAsLong();
        }
    }

    /** Nanoseconds up to now. */
    long nanos() {
        return !started || paused ? before : before + nanoTime.getAsLong() - runningSince;
    }
}
