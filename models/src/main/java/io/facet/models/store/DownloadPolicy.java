package io.facet.models.store;

import java.time.Duration;

/**
 * How long a download waits, and how often it tries again.
 *
 * @param connect for a connection
 * @param answer for the first line of an answer
 * @param stall for the next bytes of a body
 * @param attempts in a row that bring nothing new before the download fails
 * @param firstBackOff before the second attempt; doubled each time after that
 * @param longestBackOff no wait between attempts is longer
 */
record DownloadPolicy(
        Duration connect,
        Duration answer,
        Duration stall,
        int attempts,
        Duration firstBackOff,
        Duration longestBackOff) {

    /** However much each attempt brings, no download takes more of them. */
    static final int MOST_ATTEMPTS = 100;

    static DownloadPolicy standard() {
        return new DownloadPolicy(
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                5,
                Duration.ofMillis(500),
                Duration.ofSeconds(30));
    }

    /** The wait after that many attempts in a row that brought nothing new, counted from 1. */
    Duration backOff(int failures) {
        Duration wait = firstBackOff.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(longestBackOff) < 0 ? wait : longestBackOff;
    }
}
