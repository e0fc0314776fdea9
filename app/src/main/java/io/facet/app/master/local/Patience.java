package io.facet.app.master.local;

import java.time.Duration;

/**
 * How long a child may go without a connection before it is ended: longer with each that was ended for it, as a slow
 * computer is no defect. For one thread.
 */
final class Patience {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofSeconds(20);

    /** Trying a GPU for the first time takes tens of seconds, and comes before connecting. */
    private static final Duration FIRST_WITH_GPU = Duration.ofSeconds(90);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Duration step;
    private final Duration first;
    private Duration limit;
    private Duration waited = Duration.ZERO;

    Patience(Duration step, Duration first) {
        this.step = step;
        this.first = first;
        this.limit = first;
    }

    static Patience of(LocalAgent.Launch launch) {
        return new Patience(STEP, launch.gpuWorkers() == 0 ? FIRST : FIRST_WITH_GPU);
    }

    /** A life begins. */
    void begin() {
        waited = Duration.ZERO;
    }

    /** How often {@link #ends} is to be asked. */
    Duration step() {
        return step;
    }

    /** Another step has passed. Whether the child is to be ended; the next one has longer. */
    boolean ends(boolean connected) {
        if (connected) {
            limit = first;
            waited = Duration.ZERO;
            return false;
        }
        if (!waited.isZero() && waited.compareTo(limit) >= 0) {
            limit = limit.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : limit.multipliedBy(2);
            waited = Duration.ZERO;
            return true;
        }
        waited = waited.plus(step);
        return false;
    }

    /** How long the child that runs may go without a connection. */
    Duration limit() {
        return limit;
    }
}
