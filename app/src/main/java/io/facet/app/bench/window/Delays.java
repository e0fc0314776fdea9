package io.facet.app.bench.window;

import java.util.Arrays;

/** How long work waited for a thread. Not thread-safe: added to by that thread, read when it adds no more. */
final class Delays {
    private static final double NANOS_PER_MS = 1e6;

    private long[] nanos = new long[1024];
    private int size;

    void add(long delayNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = delayNanos;
    }

    int count() {
        return size;
    }

    /**
     * The delay that the share {@code q} of all did not exceed, in milliseconds, by the nearest rank; 0 if there is none.
     *
     * @param q over 0, up to 1 for the longest
     */
    double quantileMillis(double q) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(q * size);
        return sorted[Math.clamp(rank - 1L, 0, size - 1)] / NANOS_PER_MS;
    }
}
