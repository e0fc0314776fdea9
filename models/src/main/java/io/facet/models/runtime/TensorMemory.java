package io.facet.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.RunOptions;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Native memory for the input and output of some images, and ONNX Runtime's views of parts of it: it reads and writes
 * this memory itself, and nothing is copied. Zeros at first.
 *
 * <p>Not thread-safe, but places may be filled by several threads. The owner closes it when no run is under way.
 */
final class TensorMemory implements AutoCloseable {

    /** Of a cache line, and more than any vector instruction asks for. */
    private static final long ALIGNMENT = 64;

    /** Images {@code first} to {@code first + count - 1}. */
    private record Part(int first, int count) {}

    private record Views(Map<String, OnnxTensor> input, Map<String, OnnxTensor> output) {}

    private final ModelSession session;
    private final int places;
    private final int inputBytes;
    private final int outputBytes;
    private final Arena arena = Arena.ofShared();
    private final ByteBuffer input;
    private final ByteBuffer output;
    private final Map<Part, Views> views = new HashMap<>();

    /**
     * Allocates memory.
     *
     * @throws OutOfMemoryError if there is none
     * @throws IllegalArgumentException if it is more than a Java buffer holds
     */
    TensorMemory(ModelSession session, int places) {
        this.session = session;
        this.places = places;
        inputBytes = bytes(session.signature().input(), session.batchRule().inputItem());
        outputBytes = bytes(session.signature().output(), session.batchRule().outputItem());
        try {
            input = allocate((long) places * inputBytes);
            output = allocate((long) places * outputBytes);
        } catch (RuntimeException | OutOfMemoryError e) {
            arena.close();
            throw e;
        }
    }

    int places() {
        return places;
    }

    ByteBuffer input(int index) {
        return part(input, inputBytes, index, 1);
    }

    ByteBuffer output(int index) {
        return part(output, outputBytes, index, 1);
    }

    /** Takes over the input of images of another memory, to the front of this one. */
    void putInput(TensorMemory from, int first, int count) {
        part(input, inputBytes, 0, count).put(part(from.input, inputBytes, first, count));
    }

    /** Takes over the output of the front of another memory. */
    void putOutput(TensorMemory from, int first, int count) {
        part(output, outputBytes, first, count).put(part(from.output, outputBytes, 0, count));
    }

    /** Runs the model on images {@code first} to {@code first + count - 1}. */
    void run(int first, int count, RunOptions options) throws OrtException {
        Part part = new Part(first, count);
        Views with = views.get(part);
        if (with == null) {
            with = viewsOf(part);
            views.put(part, with);
        }
        try (Result result = session.session().run(with.input(), Set.of(), with.output(), options)) {
            assert result.size() == 1;
        }
    }

    @Override
    public void close() {
        for (Views view : views.values()) {
            view.input().values().forEach(OnnxTensor::close);
            view.output().values().forEach(OnnxTensor::close);
        }
        arena.close();
    }

    private Views viewsOf(Part part) throws OrtException {
        TensorSpec in = session.signature().input();
        TensorSpec out = session.signature().output();
        BatchRule rule = session.batchRule();
        ByteBuffer inputPart = part(input, inputBytes, part.first(), part.count());
        ByteBuffer outputPart = part(output, outputBytes, part.first(), part.count());
        return new Views(
                Map.of(in.name(), session.tensor(in, inputPart, BatchRule.shape(part.count(), rule.inputItem()))),
                Map.of(out.name(), session.tensor(out, outputPart, BatchRule.shape(part.count(), rule.outputItem()))));
    }

    private static ByteBuffer part(ByteBuffer memory, int itemBytes, int first, int count) {
        return memory.slice(first * itemBytes, count * itemBytes).order(ByteOrder.nativeOrder());
    }

    private ByteBuffer allocate(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a Java buffer ends at 2 GiB");
        }
        return arena.allocate(bytes, ALIGNMENT).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static int bytes(TensorSpec spec, List<Long> item) {
        return Math.toIntExact(
                item.stream().mapToLong(Long::longValue).reduce(spec.type().bytes(), Math::multiplyExact));
    }
}
