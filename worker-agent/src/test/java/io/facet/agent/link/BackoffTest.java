package io.facet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static Backoff backoff(long seed) {
        return new Backoff(SHORTEST, LONGEST, new SplittableRandom(seed));
    }

    @Test
    void every_pause_is_within_the_bounds() {
        Backoff backoff = backoff(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(backoff.next()).isBetween(SHORTEST, LONGEST);
        }
    }

    @Test
    void the_first_pause_is_short_and_later_ones_reach_the_longest() {
        Duration longestSeen = Duration.ZERO;
        for (int seed = 0; seed < 200; seed++) {
            Backoff backoff = backoff(seed);
            assertThat(backoff.next()).isLessThanOrEqualTo(SHORTEST.multipliedBy(3));
            for (int i = 0; i < 50; i++) {
                Duration pause = backoff.next();
                longestSeen = pause.compareTo(longestSeen) > 0 ? pause : longestSeen;
            }
        }

        assertThat(longestSeen).isGreaterThan(LONGEST.minusMillis(100));
    }

    @Test
    void agents_that_were_cut_together_do_not_knock_together() {
        Set<Duration> first = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            first.add(backoff(seed).next());
        }

        assertThat(first.size()).isGreaterThan(50);
    }

    @Test
    void after_a_connection_longer_than_the_pause_before_it_pauses_are_short_again() {
        Backoff backoff = backoff(3);
        for (int i = 0; i < 50; i++) {
            backoff.next();
        }
        backoff.lasted(LONGEST.plusMillis(1));

        assertThat(backoff.next()).isLessThanOrEqualTo(SHORTEST.multipliedBy(3));
    }

    @Test
    void connections_that_end_at_once_do_not_shorten_the_pauses() {
        Duration longestSeen = Duration.ZERO;
        Backoff backoff = backoff(4);
        for (int i = 0; i < 500; i++) {
            Duration pause = backoff.next();
            longestSeen = pause.compareTo(longestSeen) > 0 ? pause : longestSeen;
            backoff.lasted(Duration.ofMillis(20));
        }

        assertThat(longestSeen).isGreaterThan(LONGEST.minusMillis(500));
    }
}
