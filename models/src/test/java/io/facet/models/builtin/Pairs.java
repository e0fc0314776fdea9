package io.facet.models.builtin;

import java.util.Arrays;
import java.util.List;

/** The cosines of all pairs of labelled unit vectors, those of the same and those of different people. */
final class Pairs {
    private final float[] same;
    private final float[] different;

    private Pairs(float[] same, float[] different) {
        this.same = same;
        this.different = different;
    }

    static Pairs of(float[][] vectors, List<?> labels) {
        int n = vectors.length;
        float[] same = new float[n * (n - 1) / 2];
        float[] different = new float[same.length];
        int sames = 0;
        int differents = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                float cosine = cosine(vectors[i], vectors[j]);
                if (labels.get(i).equals(labels.get(j))) {
                    same[sames++] = cosine;
                } else {
                    different[differents++] = cosine;
                }
            }
        }
        return new Pairs(Arrays.copyOf(same, sames), Arrays.copyOf(different, differents));
    }

    float[] same() {
        return same;
    }

    float[] different() {
        return different;
    }

    /** Area under the ROC curve: the share of (same, different) pairs in which the same one has the higher cosine. */
    double auc() {
        float[] sorted = different.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (float cosine : same) {
            int below = lowerBound(sorted, cosine);
            int notAbove = lowerBound(sorted, Math.nextUp(cosine));
            wins += below + 0.5 * (notAbove - below);
        }
        return wins / ((double) same.length * different.length);
    }

    /** The mean of the shares of pairs that are called right at this threshold. */
    double balancedAccuracy(double threshold) {
        return (share(same, threshold) + 1 - share(different, threshold)) / 2;
    }

    double bestThreshold() {
        double best = -1;
        for (double t = -1; t < 1; t += 0.01) {
            best = balancedAccuracy(t) > balancedAccuracy(best) ? t : best;
        }
        return best;
    }

    /** For the log. */
    String describe(String what) {
        double best = bestThreshold();
        return String.format(
                "%s: %d same, %d different pairs, AUC %.4f, balanced accuracy %.3f at %.2f; at 0.35: %.3f same, %.3f different"
                        + " accepted; mean cosine %.3f same, %.3f different",
                what,
                same.length,
                different.length,
                auc(),
                balancedAccuracy(best),
                best,
                share(same, 0.35),
                share(different, 0.35),
                mean(same),
                mean(different));
    }

    static float cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static int lowerBound(float[] sorted, float value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double share(float[] cosines, double threshold) {
        int count = 0;
        for (float cosine : cosines) {
            count += cosine >= threshold ? 1 : 0;
        }
        return (double) count / cosines.length;
    }

    private static double mean(float[] cosines) {
        double sum = 0;
        for (float cosine : cosines) {
            sum += cosine;
        }
        return sum / cosines.length;
    }
}
