package io.facet.models.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Runs an embedding model on the CPU, for tests. */
final class EmbeddingSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    EmbeddingSession(Path model) throws OrtException {
        session = environment.createSession(model.toString());
    }

    OrtSession session() {
        return session;
    }

    /** One row per picture, all in one batch. */
    float[][] run(float[]... pictures) throws OrtException {
        FloatBuffer values = FloatBuffer.allocate(pictures.length * pictures[0].length);
        for (float[] picture : pictures) {
            values.put(picture);
        }
        try (OnnxTensor input =
                        OnnxTensor.createTensor(environment, values.flip(), new long[] {pictures.length, 224, 224, 3});
                OrtSession.Result result = session.run(Map.of("input", input))) {
            return (float[][]) result.get("embedding").orElseThrow().getValue();
        }
    }

    /** ||a - b|| / ||b||. */
    static double relativeError(float[] a, float[] b) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < b.length; i++) {
            difference += Math.pow((double) a[i] - b[i], 2);
            length += Math.pow(b[i], 2);
        }
        return Math.sqrt(difference / length);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
