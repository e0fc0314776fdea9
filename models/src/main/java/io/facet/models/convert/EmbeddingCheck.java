package io.facet.models.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Runs a freshly written embedding model on the CPU and refuses it if it cannot be right: it does not load, its rows
 * are not finite or not of length 1, the same picture gives different rows, or different pictures give the same row.
 */
final class EmbeddingCheck {
    /** float32 rounding over a network of 50 layers, with room. */
    private static final double SAME = 1e-4;

    private static final double LENGTH = 1e-3;

    private final ResNet network;

    EmbeddingCheck(ResNet network) {
        this.network = network;
    }

    /** @throws ModelException CONVERT_CHECK if the model is refused */
    void check(Path model) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(model.toString(), options)) {
            float[] ramp = pattern(251);
            float[] other = pattern(83);
            float[] alone = run(environment, session, ramp)[0];
            float[][] equal = run(environment, session, ramp, ramp);
            float[][] different = run(environment, session, ramp, other);
            requireSound(alone, equal[0], equal[1], different[0], different[1]);
            require(distance(alone, equal[0]) < SAME, "a batch of 2 gives other rows than a batch of 1");
            require(distance(equal[0], equal[1]) < SAME, "the same picture gives different rows");
            require(distance(different[0], different[1]) > SAME, "different pictures give the same row");
        } catch (OrtException e) {
            throw new ModelException(
                    Code.CONVERT_CHECK, "ONNX Runtime refuses the converted model: " + firstLine(e), e);
        }
    }

    private void requireSound(float[]... rows) {
        for (float[] row : rows) {
            double squares = 0;
            for (float value : row) {
                squares += (double) value * value;
            }
            require(row.length == network.embedding().out(), "a row has " + row.length + " values");
            require(Double.isFinite(squares), "a row holds values that are not numbers");
            require(squares == 0 || Math.abs(Math.sqrt(squares) - 1) < LENGTH, "a row is not of length 1");
        }
    }

    private float[][] run(OrtEnvironment environment, OrtSession session, float[]... pictures) throws OrtException {
        int size = network.inputSize();
        FloatBuffer values = FloatBuffer.allocate(pictures.length * size * size * 3);
        Arrays.stream(pictures).forEach(values::put);
        long[] shape = {pictures.length, size, size, 3};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, values.flip(), shape);
                OrtSession.Result result = session.run(Map.of(ResNetGraph.INPUT, input))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    /** Pixels minus their mean run over this range: a ramp that repeats after {@code period} values. */
    private float[] pattern(int period) {
        float[] values = new float[network.inputSize() * network.inputSize() * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % period) - period / 2f;
        }
        return values;
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow((double) a[i] - b[i], 2);
        }
        return Math.sqrt(squares);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ModelException(
                    Code.CONVERT_CHECK,
                    "The converted model was not kept because " + otherwise + ": the weights are damaged or of another"
                            + " network.");
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
