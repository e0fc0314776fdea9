package io.facet.agent;

import io.facet.protocol.wire.Telemetry;
import java.util.function.LongSupplier;

/** Tells the master which of its keep-alives was heard last and how long ago, so that it can time the way. Thread-safe. */
final class KeepAliveEcho {
    private final LongSupplier nanoTime;
    private long sequence;
    private long heardAt;

    KeepAliveEcho(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void heard(long keepAlive) {
        sequence = keepAlive;
        heardAt = nanoTime.getAsLong();
    }

    /** The connection is another one: what was heard on the former says nothing about it. */
    synchronized void reset() {
        sequence = 0;
    }

    synchronized void addTo(Telemetry.Builder telemetry) {
        if (sequence != 0) {
            telemetry.setKeepAlive(sequence).setKeepAliveHeldUs(Math.max(0, (nanoTime.getAsLong() - heardAt) / 1000));
        }
    }
}
