package io.facet.models.convert;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.convert.ResNet.Conv;
import io.facet.models.convert.Weight.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A convolution and its batch normalisation as one convolution with a bias.
 *
 * <p>Batch normalisation computes gamma * (x - mean) / sqrt(variance + epsilon) + beta per channel (S. Ioffe and C.
 * Szegedy, 2015, algorithm 2). With x = kernel * input that is a convolution with kernel * s and bias beta - mean * s,
 * where s = gamma / sqrt(variance + epsilon). Computed in double, rounded once.
 *
 * @param kernel float32, little endian, [out, in, height, width]
 * @param bias one per output channel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, lives for one layer
record FoldedConv(ByteBuffer kernel, float[] bias) {
    /** Source: Keras' default for BatchNormalization. */
    private static final double EPSILON = 1e-3;

    static FoldedConv of(Conv conv, WeightSource weights) {
        double[] scale = new double[conv.out()];
        float[] bias = fold(conv, weights, scale);
        float[] source = weights.read(conv.weights());
        ByteBuffer kernel = ByteBuffer.allocate(Math.multiplyExact(source.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        int area = conv.kernel() * conv.kernel();
        int next = 0;
        for (int place = 0; place < area; place++) {
            for (int i = 0; i < conv.in(); i++) {
                for (int o = 0; o < conv.out(); o++) {
                    int target = (o * conv.in() + i) * area + place;
                    kernel.putFloat(target * Float.BYTES, (float) (source[next++] * scale[o]));
                }
            }
        }
        return new FoldedConv(kernel, bias);
    }

    private static float[] fold(Conv conv, WeightSource weights, double[] scale) {
        float[] gamma = weights.read(conv.norm(Part.GAMMA));
        float[] beta = weights.read(conv.norm(Part.BETA));
        float[] mean = weights.read(conv.norm(Part.MEAN));
        float[] variance = weights.read(conv.norm(Part.VARIANCE));
        float[] bias = new float[conv.out()];
        for (int o = 0; o < conv.out(); o++) {
            if (variance[o] < 0) {
                throw new ModelException(
                        Code.CONVERT_FORMAT,
                        "The " + conv.norm(Part.VARIANCE).describe()
                                + " holds a negative value: the file is damaged; get it again.");
            }
            scale[o] = gamma[o] / Math.sqrt(variance[o] + EPSILON);
            bias[o] = (float) (beta[o] - mean[o] * scale[o]);
        }
        return bias;
    }
}
