package io.facet.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts that grow and are jittered, so that a farm does not knock in step when its master is back:
 * each is drawn between the shortest pause and three times the one before ("decorrelated jitter", M. Brooker, Exponential
 * Backoff and Jitter, AWS Architecture Blog, 2015). Not thread-safe.
 */
final class Backoff {
    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration last;

    Backoff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
        this.last = shortest;
    }

    Duration next() {
        long upper = Math.min(longest.toMillis(), 3 * last.toMillis());
        last = Duration.ofMillis(random.nextLong(shortest.toMillis(), Math.max(upper, shortest.toMillis()) + 1));
        return last;
    }

    /**
     * A connection has lasted so long. If that is longer than the pause before it, pauses begin short again; a master that
     * welcomes and cuts at once is not asked faster than one that is away.
     */
    void lasted(Duration connection) {
        if (connection.compareTo(last) > 0) {
            last = shortest;
        }
    }
}
