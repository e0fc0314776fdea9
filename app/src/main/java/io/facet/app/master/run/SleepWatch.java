package io.facet.app.master.run;

import io.facet.protocol.Limits;
import java.time.Duration;

/** Notices that this computer slept: no agent could be heard meanwhile. Confined to the master's loop. */
final class SleepWatch {
    /** Between two looks. */
    private static final Duration ASLEEP = Limits.HEARTBEAT.multipliedBy(2);

    private long last;

    SleepWatch(long now) {
        this.last = now;
    }

    /** Nanoseconds that it slept since it was asked last; 0 if it did not. To be called several times a second. */
    long slept(long now) {
        long passed = now - last;
        last = now;
        return passed > ASLEEP.toNanos() ? passed : 0;
    }
}
