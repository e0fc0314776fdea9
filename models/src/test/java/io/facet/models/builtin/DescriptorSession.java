package io.facet.models.builtin;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Runs a descriptor's ONNX file on the CPU. For one thread; the caller closes it. */
final class DescriptorSession implements AutoCloseable {
    private static final int BATCH = 32;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    DescriptorSession(byte[] onnx) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(onnx, options);
        }
    }

    /** One row per picture of 64 x 64 grey values. */
    float[][] run(List<float[]> pictures) throws OrtException {
        float[][] out = new float[pictures.size()][];
        for (int from = 0; from < out.length; from += BATCH) {
            int count = Math.min(BATCH, out.length - from);
            System.arraycopy(runBatch(pictures.subList(from, from + count)), 0, out, from, count);
        }
        return out;
    }

    private float[][] runBatch(List<float[]> pictures) throws OrtException {
        int area = Builtin512.SIDE * Builtin512.SIDE;
        FloatBuffer input = FloatBuffer.allocate(pictures.size() * area);
        pictures.forEach(input::put);
        long[] shape = {pictures.size(), 1, Builtin512.SIDE, Builtin512.SIDE};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input.flip(), shape);
                OrtSession.Result result = session.run(Map.of(Builtin512.INPUT_NAME, tensor))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
