package io.facet.app.master.run;

/** Counts how long images took, in a fixed 2 KB. Not thread-safe. */
final class LatencyHistogram {
    private final long[] counts = new long[LatencyBuckets.MOST];

    void add(long micros) {
        counts[LatencyBuckets.of(micros)]++;
    }

    /** What was counted up to now. */
    LatencyBuckets buckets() {
        return LatencyBuckets.ofAll(counts);
    }
}
