package io.facet.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facet.models.ModelException;
import io.facet.models.catalogue.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit that a run is compared with: how many images per second ONNX Runtime itself does on the processor, with the
 * same session options as the slots, one session, as many concurrent Runs as slots, tensors made
 * beforehand and used again, and nothing else in between.
 */
public final class RawRate {
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private RawRate() {}

    /**
     * Measures for {@code duration} after two seconds of warm-up.
     *
     * @param input as the model's card says
     * @param batch images per Run
     * @param threads concurrent Runs
     * @return images per second, of all threads together
     */
    public static double measure(Path model, ImageInput input, int batch, int threads, Duration duration)
            throws InterruptedException {
        OrtEnvironment environment = OnnxRuntime.load().environment();
        try (OrtSession.SessionOptions options = DeviceOptions.of(new Device.Cpu(), true);
                OrtSession session = environment.createSession(model.toString(), options);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                rates.add(pool.submit(() -> {
                    start.await();
                    return batch * measureOne(environment, session, input, batch, duration);
                }));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (OrtException | ExecutionException e) {
            throw new ModelException(
                    ModelException.Code.MODEL_RUN, "The model cannot be measured: " + e.getMessage(), e);
        }
    }

    private static double measureOne(
            OrtEnvironment environment, OrtSession session, ImageInput input, int batch, Duration duration)
            throws OrtException {
        String name = session.getInputNames().iterator().next();
        String outputName = session.getOutputNames().iterator().next();
        int floats = Math.multiplyExact(batch, input.floats());
        FloatBuffer values = direct(floats);
        for (int i = 0; i < floats; i++) {
            values.put(i, i % 251 - 125);
        }
        try (OnnxTensor in = OnnxTensor.createTensor(environment, values, shape(input, batch));
                OnnxTensor out = outputOf(environment, session, name, in)) {
            Map<String, OnnxTensor> inputs = Map.of(name, in);
            Map<String, OnnxTensor> outputs = Map.of(outputName, out);
            runFor(WARM_UP, session, inputs, outputs);
            return runFor(duration, session, inputs, outputs);
        }
    }

    private static double runFor(
            Duration duration, OrtSession session, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs)
            throws OrtException {
        long begin = System.nanoTime();
        long now = begin;
        int runs = 0;
        while (now - begin < duration.toNanos()) {
            session.run(inputs, Set.of(), outputs).close();
            runs++;
            now = System.nanoTime();
        }
        return runs / ((now - begin) / 1e9);
    }

    /** A tensor of the output's shape, which one run tells. */
    private static OnnxTensor outputOf(OrtEnvironment environment, OrtSession session, String name, OnnxTensor in)
            throws OrtException {
        try (OrtSession.Result result = session.run(Map.of(name, in))) {
            long[] shape = ((OnnxTensor) result.get(0)).getInfo().getShape();
            int floats = 1;
            for (long side : shape) {
                floats = Math.multiplyExact(floats, Math.toIntExact(side));
            }
            return OnnxTensor.createTensor(environment, direct(floats), shape);
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static long[] shape(ImageInput input, int batch) {
        return input.layout() == ImageInput.Layout.NHWC
                ? new long[] {
                    batch, input.height(), input.width(), input.colours().channels()
                }
                : new long[] {batch, input.colours().channels(), input.height(), input.width()};
    }
}
