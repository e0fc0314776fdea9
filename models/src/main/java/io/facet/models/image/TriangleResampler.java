package io.facet.models.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Resizes like Pillow's {@code Image.resize(size, BILINEAR)}, to the bit: a triangle filter as wide as the reduction,
 * first along the rows, then along the columns, each pass rounded to 8 bits. Computes only the part that is kept.
 *
 * <p>Scale, support, rounding and the 22 fractional bits of the weights are facts of src/libImaging/Resample.c of
 * Pillow. Not thread-safe: it keeps its row buffers.
 */
final class TriangleResampler {
    private static final int CHANNELS = 3;

    /** 32 bits less 8 of the pixel and 2 in reserve. */
    private static final int FRACTION_BITS = 32 - 8 - 2;

    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private byte[] sourceRow = new byte[0];
    private int[][] window = new int[0][];
    private int[] sums = new int[0];

    /**
     * Resizes and crops an image.
     *
     * @param image CV_8UC3
     * @param target CV_8UC3; its size is the size of the crop
     */
    void resample(Mat image, Framing framing, Mat target) {
        int width = target.cols();
        Taps across = new Taps(framing.width(), framing.resizedWidth(), framing.cropX(), width);
        Taps down = new Taps(framing.height(), framing.resizedHeight(), framing.cropY(), target.rows());
        prepare(framing.width() * CHANNELS, down.longest, width * CHANNELS);
        ByteBuffer from = image.createBuffer();
        ByteBuffer to = target.createBuffer();
        long step = image.step();
        int next = 0;
        byte[] row = new byte[width * CHANNELS];
        for (int y = 0; y < target.rows(); y++) {
            int first = down.first[y];
            int[] weights = down.weights[y];
            for (next = Math.max(next, first); next < first + weights.length; next++) {
                from.get(
                        (int) ((framing.y() + next) * step) + framing.x() * CHANNELS,
                        sourceRow,
                        0,
                        framing.width() * CHANNELS);
                shrinkRow(sourceRow, across, window[next % window.length]);
            }
            sumRows(first, weights, row);
            to.put((int) (y * target.step()), row);
        }
    }

    private void prepare(int sourceBytes, int rows, int targetBytes) {
        if (sourceRow.length < sourceBytes) {
            sourceRow = new byte[sourceBytes];
        }
        if (window.length < rows || sums.length != targetBytes) {
            window = new int[rows][targetBytes];
            sums = new int[targetBytes];
        }
    }

    private static void shrinkRow(byte[] source, Taps taps, int[] target) {
        for (int x = 0; x < taps.first.length; x++) {
            int[] weights = taps.weights[x];
            int at = taps.first[x] * CHANNELS;
            int blue = HALF;
            int green = HALF;
            int red = HALF;
            for (int weight : weights) {
                blue += (source[at] & 0xff) * weight;
                green += (source[at + 1] & 0xff) * weight;
                red += (source[at + 2] & 0xff) * weight;
                at += CHANNELS;
            }
            target[x * CHANNELS] = clip(blue);
            target[x * CHANNELS + 1] = clip(green);
            target[x * CHANNELS + 2] = clip(red);
        }
    }

    private void sumRows(int first, int[] weights, byte[] target) {
        Arrays.fill(sums, HALF);
        for (int i = 0; i < weights.length; i++) {
            int[] row = window[(first + i) % window.length];
            int weight = weights[i];
            for (int x = 0; x < sums.length; x++) {
                sums[x] += row[x] * weight;
            }
        }
        for (int x = 0; x < sums.length; x++) {
            target[x] = (byte) clip(sums[x]);
        }
    }

    private static int clip(int sum) {
        return Math.clamp(sum >> FRACTION_BITS, 0, 255);
    }

    /** For each target pixel the first source pixel that counts, and the weights from there on. */
    private static final class Taps {
        private final int[] first;
        /** In units of 2^-22. */
        private final int[][] weights;
        /** Source pixels that count for one target pixel, at most. */
        private int longest;

        Taps(int source, int resized, int offset, int count) {
            double scale = (double) source / resized;
            double support = Math.max(scale, 1);
            first = new int[count];
            weights = new int[count][];
            for (int i = 0; i < count; i++) {
                double centre = (offset + i + 0.5) * scale;
                int from = Math.max(0, (int) (centre - support + 0.5));
                int to = Math.min(source, (int) (centre + support + 0.5));
                first[i] = from;
                weights[i] = weights(from, to - from, centre, support);
                longest = Math.max(longest, to - from);
            }
        }

        private static int[] weights(int from, int count, double centre, double support) {
            double[] weights = new double[count];
            double sum = 0;
            for (int i = 0; i < count; i++) {
                weights[i] = Math.max(0, 1 - Math.abs((i + from - centre + 0.5) * (1 / support)));
                sum += weights[i];
            }
            int[] fixed = new int[count];
            for (int i = 0; i < count; i++) {
                fixed[i] = (int) (0.5 + weights[i] / sum * (1 << FRACTION_BITS));
            }
            return fixed;
        }
    }
}
