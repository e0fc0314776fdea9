package io.facet.app.master.run;

/**
 * How long images took, in buckets that grow by an eighth: any quantile is right within 6 %, in a fixed 2 KB. Not
 * thread-safe.
 */
final class LatencyHistogram {
    private static final double GROWTH = Math.log(1.125);
    private static final int BUCKETS = 256;

    private final long[] counts = new long[BUCKETS];
    private long total;

    void add(long micros) {
        int bucket = micros < 1 ? 0 : (int) Math.min(BUCKETS - 1, Math.log((double) micros) / GROWTH);
        counts[bucket]++;
        total++;
    }

    /** The time in milliseconds that the share {@code q} of all images did not exceed; 0 if there is none. */
    double quantileMillis(double q) {
        long below = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            below += counts[bucket];
            if (below > 0 && below >= q * total) {
                return Math.exp((bucket + 0.5) * GROWTH) / 1000;
            }
        }
        return 0;
    }
}
