package io.facet.models.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * What the descriptor knows about faces: the mean of its features over drawn faces, and a matrix that weakens the
 * directions in which the pictures of one drawn person differ (turn, light, expression, place, noise).
 *
 * <p>Within-class covariance normalisation: Hatch, Kajarekar and Stolcke, "Within-class covariance normalization for
 * SVM-based speaker recognition" (2006). The matrix is the symmetric (I + C / t)^(-1/2), where C is the covariance within
 * persons and t the mean of its eigenvalues. The numbers were computed once from faces that io.facet.models.sample
 * draws (DrawnStatisticsGenerator among the tests) and are kept, because the rasterisers of JDKs differ a little.
 *
 * <p>File: {@code mean} as float32, then the upper triangle of {@code whitening} row by row as float16; little endian.
 */
final class DrawnStatistics {
    static final String RESOURCE = "builtin-512.statistics";

    private final float[] mean;
    private final float[] whitening;

    DrawnStatistics(float[] mean, float[] whitening) {
        if (whitening.length != mean.length * mean.length) {
            throw new IllegalArgumentException(whitening.length + " weights for " + mean.length + " features");
        }
        this.mean = mean.clone();
        this.whitening = whitening.clone();
    }

    /** The numbers that come with Facet. */
    static DrawnStatistics committed() {
        try (InputStream in = DrawnStatistics.class.getResourceAsStream(RESOURCE)) {
            return read(Objects.requireNonNull(in, RESOURCE).readAllBytes(), Builtin512.DIMENSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DrawnStatistics read(byte[] content, int dimension) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length != length(dimension)) {
            throw new IllegalArgumentException(RESOURCE + " has " + content.length + " bytes");
        }
        float[] mean = new float[dimension];
        float[] whitening = new float[dimension * dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = bytes.getFloat();
        }
        for (int row = 0; row < dimension; row++) {
            for (int column = row; column < dimension; column++) {
                float value = Float.float16ToFloat(bytes.getShort());
                whitening[row * dimension + column] = value;
                whitening[column * dimension + row] = value;
            }
        }
        return new DrawnStatistics(mean, whitening);
    }

    /** The content of the file. */
    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(length(mean.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : mean) {
            bytes.putFloat(value);
        }
        for (int row = 0; row < mean.length; row++) {
            for (int column = row; column < mean.length; column++) {
                bytes.putShort(Float.floatToFloat16(whitening[row * mean.length + column]));
            }
        }
        return bytes.array();
    }

    /** [dimension]. */
    float[] mean() {
        return mean.clone();
    }

    /** [dimension, dimension], symmetric. */
    float[] whitening() {
        return whitening.clone();
    }

    private static int length(int dimension) {
        return dimension * Float.BYTES + dimension * (dimension + 1) / 2 * Short.BYTES;
    }
}
