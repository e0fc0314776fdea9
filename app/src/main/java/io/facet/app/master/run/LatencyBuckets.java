package io.facet.app.master.run;

import java.util.Arrays;
import java.util.List;

/**
 * How long images took, counted in buckets on a logarithmic scale. Immutable.
 *
 * <p>Bucket {@code i} holds the times from {@code 1.125^i} to {@code 1.125^(i+1)} microseconds: any quantile is right
 * within 6 %.
 *
 * @param first number of the first bucket that holds anything; 0 if none does
 * @param counts images in that bucket and the following ones, without empty ones at the end
 */
public record LatencyBuckets(int first, List<Long> counts) {
    /** By what the upper bound of a bucket exceeds the lower. */
    public static final double GROWTH = 1.125;

    /** Buckets there are; the last takes all times over 3,000 hours. */
    public static final int MOST = 256;

    private static final double LOG_GROWTH = Math.log(GROWTH);

    /** No image. */
    public static final LatencyBuckets NONE = new LatencyBuckets(0, List.of());

    public LatencyBuckets {
        if (first < 0 || first + counts.size() > MOST) {
            throw new IllegalArgumentException("buckets from %d, %d of them".formatted(first, counts.size()));
        }
        counts = List.copyOf(counts);
    }

    /** The bucket of a time. */
    static int of(long micros) {
        return micros < 1 ? 0 : (int) Math.min(MOST - 1, Math.log((double) micros) / LOG_GROWTH);
    }

    /** Counts of all buckets, from number 0 on. */
    static LatencyBuckets ofAll(long[] all) {
        int from = 0;
        int to = all.length;
        while (to > 0 && all[to - 1] == 0) {
            to--;
        }
        while (from < to && all[from] == 0) {
            from++;
        }
        return to == 0
                ? NONE
                : new LatencyBuckets(from, Arrays.stream(all, from, to).boxed().toList());
    }

    /** Where the {@code i}th of {@link #counts} begins, in milliseconds. It ends where the next begins. */
    public double fromMillis(int i) {
        return Math.exp((first + i) * LOG_GROWTH) / 1000;
    }

    /** Images in all buckets. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The time in milliseconds that the share {@code q} of all images did not exceed; 0 if there is none. */
    public double quantileMillis(double q) {
        long total = total();
        long below = 0;
        for (int i = 0; i < counts.size(); i++) {
            below += counts.get(i);
            if (below > 0 && below >= q * total) {
                return Math.exp((first + i + 0.5) * LOG_GROWTH) / 1000;
            }
        }
        return 0;
    }
}
