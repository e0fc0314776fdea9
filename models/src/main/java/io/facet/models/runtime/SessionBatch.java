package io.facet.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.RunOptions;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.NumberType;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Input and output memory of up to {@link #capacity} images, and the runs over it. ONNX Runtime reads and writes this
 * memory itself; nothing is copied.
 *
 * <p>Places may be filled by several threads at once, each its own; {@link #run} is called by one thread when they are
 * done. {@link #terminate} and {@link #close} may be called by any thread at any time. Whoever made the batch closes
 * it; the session does at the latest.
 */
public final class SessionBatch implements AutoCloseable {

    /** Of a cache line, and more than any vector instruction asks for. */
    private static final long ALIGNMENT = 64;

    /** Tensors over images {@code first} to {@code first + count - 1}. */
    private record Part(int first, int count) {}

    private record Tensors(Map<String, OnnxTensor> input, Map<String, OnnxTensor> output) {}

    private final ModelSession session;
    private final int capacity;
    private final int inputBytes;
    private final int outputBytes;
    private final Arena arena = Arena.ofShared();
    private final ByteBuffer input;
    private final ByteBuffer output;
    private final RunOptions options;
    private final Map<Part, Tensors> tensors = new HashMap<>();
    private boolean running;
    private boolean closed;

    SessionBatch(ModelSession session, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch holds at least one image, not " + capacity);
        }
        this.session = session;
        this.capacity = capacity;
        BatchRule rule = session.batchRule();
        int places = rule.fixed() == 0 ? capacity : Math.ceilDiv(capacity, rule.fixed()) * rule.fixed();
        inputBytes = bytes(session.signature().input(), rule.inputItem());
        outputBytes = bytes(session.signature().output(), rule.outputItem());
        try {
            input = allocate((long) places * inputBytes);
            output = allocate((long) places * outputBytes);
            options = new RunOptions();
        } catch (OrtException | RuntimeException | OutOfMemoryError e) {
            arena.close();
            throw new ModelException(
                    Code.MODEL_RUN,
                    "There is no memory for a batch of " + capacity + " images; choose a smaller one.",
                    e);
        }
    }

    /** Images that fit. */
    public int capacity() {
        return capacity;
    }

    /**
     * The memory of the input tensor of one image: direct, native byte order, from 0 to the limit. Not valid after
     * {@link #close}.
     */
    public ByteBuffer input(int index) {
        return input.slice(checked(index) * inputBytes, inputBytes).order(ByteOrder.nativeOrder());
    }

    /** The memory of what the model returned for one image; like {@link #input}. Overwritten by the next run. */
    public ByteBuffer output(int index) {
        return output.slice(checked(index) * outputBytes, outputBytes).order(ByteOrder.nativeOrder());
    }

    /** The numbers in {@link #output}. */
    public NumberType outputType() {
        return session.signature().output().type();
    }

    /**
     * Runs the model on the images 0 to {@code count - 1}.
     *
     * @throws ModelException MODEL_RUN if the model fails, or was told to {@link #terminate}
     * @throws IllegalStateException if another run is under way, or the batch is closed
     */
    public void run(int count) {
        run(0, count, step(count));
    }

    /**
     * Runs the model on the images {@code from} to {@code to - 1} and on no other, unless the model insists on a number
     * of images: for finding the one on which a run failed.
     *
     * @throws ModelException as {@link #run}
     */
    public void runPart(int from, int to) {
        int fixed = session.batchRule().fixed();
        run(fixed > 0 ? from - from % fixed : from, to, fixed > 0 ? fixed : to - from);
    }

    private void run(int from, int to, int step) {
        if (from < 0 || to <= from || to > capacity) {
            throw new IllegalArgumentException("1 to " + capacity + " images can be run, not " + from + " to " + to);
        }
        begin();
        try {
            for (int first = from; first < to; first += step) {
                runPart(new Part(first, step));
            }
        } catch (OrtException e) {
            throw failure(e);
        } finally {
            end();
        }
    }

    /** Makes a run that is under way end soon with an exception. Without one, nothing happens. */
    public synchronized void terminate() {
        if (running) {
            setTerminate(true);
        }
    }

    /** Ends a run that is under way, waits for its end, and frees the memory. */
    @Override
    public void close() {
        synchronized (this) {
            awaitEnd();
            if (closed) {
                return;
            }
            closed = true;
            for (Tensors part : tensors.values()) {
                part.input().values().forEach(OnnxTensor::close);
                part.output().values().forEach(OnnxTensor::close);
            }
            options.close();
            arena.close();
        }
        session.forget(this);
    }

    private void runPart(Part part) throws OrtException {
        Tensors with = tensors.get(part);
        if (with == null) {
            with = tensorsOf(part);
            tensors.put(part, with);
        }
        try (Result result = session.session().run(with.input(), Set.of(), with.output(), options)) {
            assert result.size() == 1;
        }
    }

    private Tensors tensorsOf(Part part) throws OrtException {
        TensorSpec in = session.signature().input();
        TensorSpec out = session.signature().output();
        BatchRule rule = session.batchRule();
        return new Tensors(
                Map.of(in.name(), tensor(in, input, inputBytes, part, rule.inputItem())),
                Map.of(out.name(), tensor(out, output, outputBytes, part, rule.outputItem())));
    }

    private OnnxTensor tensor(TensorSpec spec, ByteBuffer memory, int itemBytes, Part part, List<Long> item)
            throws OrtException {
        ByteBuffer data =
                memory.slice(part.first() * itemBytes, part.count() * itemBytes).order(ByteOrder.nativeOrder());
        return ModelSession.tensor(session.environment(), spec, data, BatchRule.shape(part.count(), item));
    }

    private int step(int count) {
        int fixed = session.batchRule().fixed();
        if (fixed > 0) {
            return fixed;
        }
        return session.padsBatches() ? capacity : count;
    }

    private synchronized void begin() {
        if (closed) {
            throw new IllegalStateException("the batch is closed");
        }
        if (running) {
            throw new IllegalStateException("a run of this batch is under way");
        }
        running = true;
        setTerminate(false);
    }

    private synchronized void end() {
        running = false;
        notifyAll();
    }

    private synchronized void awaitEnd() {
        boolean interrupted = false;
        while (running) {
            setTerminate(true);
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void setTerminate(boolean terminate) {
        try {
            options.setTerminate(terminate);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not take a run option", e);
        }
    }

    private ModelException failure(OrtException e) {
        String message = OrtMessage.of(e);
        if (message.contains("terminate flag")) {
            return new ModelException(Code.MODEL_RUN, "The run was stopped.", e);
        }
        if (session.device() instanceof Device.Cuda) {
            ProviderProblem problem = ProviderProblem.of(String.valueOf(e.getMessage()));
            if (problem.status() == ProviderReport.Status.OUT_OF_MEMORY) {
                return new ModelException(
                        Code.MODEL_RUN,
                        "The GPU has no memory for a batch of " + capacity + "; choose a smaller one.",
                        e);
            }
        }
        return new ModelException(Code.MODEL_RUN, "The model failed: " + message, e);
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

    private int checked(int index) {
        if (index < 0 || index >= capacity) {
            throw new IndexOutOfBoundsException("place " + index + " of " + capacity);
        }
        return index;
    }
}
