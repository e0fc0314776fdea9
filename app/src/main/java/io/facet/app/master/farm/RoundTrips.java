package io.facet.app.master.farm;

import io.facet.protocol.wire.Telemetry;
import java.time.Duration;
import java.util.Optional;

/**
 * Times messages there and back: a keep-alive goes out with a number, the agent says which it heard last and how long ago.
 * Confined to the master's loop.
 */
final class RoundTrips {
    /** Keep-alives that are remembered: an answer to an older one is of no use. */
    private static final int REMEMBERED = 16;

    private final long[] sentAt = new long[REMEMBERED];
    private long sequence;

    /** A keep-alive is about to be sent. Returns its number. */
    long send(long now) {
        sequence++;
        sentAt[(int) (sequence % REMEMBERED)] = now;
        return sequence;
    }

    /** The time that the way there and back took; empty if the agent says nothing, or nothing that can be. */
    Optional<Duration> time(Telemetry answer, long arrived) {
        long answered = answer.getKeepAlive();
        if (answered <= 0 || answered > sequence || answered <= sequence - REMEMBERED) {
            return Optional.empty();
        }
        long way = arrived - sentAt[(int) (answered % REMEMBERED)] - answer.getKeepAliveHeldUs() * 1000;
        return way < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(way));
    }
}
