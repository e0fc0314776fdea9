package io.facet.app.master.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.wire.Telemetry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    /** System.nanoTime may overflow soon after. */
    private final long sent = Long.parseLong("9223372036854000000");

    private final RoundTrips trips = new RoundTrips();

    private static Telemetry answer(long sequence, long heldMicros) {
        return Telemetry.newBuilder()
                .setKeepAlive(sequence)
                .setKeepAliveHeldUs(heldMicros)
                .build();
    }

    @Test
    void the_time_that_the_agent_held_it_does_not_count() {
        long sequence = trips.send(sent);
        assertThat(trips.time(answer(sequence, 1_500_000), sent + 1_507_000_000L))
                .contains(Duration.ofMillis(7));
    }

    @Test
    void an_answer_to_what_was_never_asked_or_long_ago_says_nothing() {
        assertThat(trips.time(Telemetry.getDefaultInstance(), sent)).isEmpty();
        assertThat(trips.time(answer(1, 0), sent)).isEmpty();
        for (int i = 0; i < 20; i++) {
            trips.send(sent);
        }
        assertThat(trips.time(answer(4, 0), sent + 1)).isEmpty();
        assertThat(trips.time(answer(21, 0), sent + 1)).isEmpty();
        assertThat(trips.time(answer(-1, 0), sent + 1)).isEmpty();
        assertThat(trips.time(answer(5, 0), sent + 1)).contains(Duration.ofNanos(1));
    }

    @Test
    void an_agent_that_claims_to_have_held_it_for_longer_than_it_was_away_is_not_believed() {
        long sequence = trips.send(sent);
        assertThat(trips.time(answer(sequence, 10), sent + 9_000)).isEmpty();
        assertThat(trips.time(answer(sequence, Long.MAX_VALUE / 1000), sent + 9_000))
                .isEmpty();
    }
}
