package io.facet.models.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.NumberType;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Input and output of up to {@link #capacity} images, and the runs over it.
 *
 * <p>Places may be filled by several threads at once, each its own; {@link #run} is called by one thread when they are
 * done. {@link #terminate} and {@link #close} may be called by any thread at any time. Whoever made the batch closes
 * it; the session does at the latest.
 */
public final class SessionBatch implements AutoCloseable {
    private final ModelSession session;
    private final int capacity;
    private final TensorMemory memory;
    private final RunOptions options;
    /** Places that were written to and have not come through a run yet. */
    private final boolean[] fresh;

    private boolean running;
    private boolean closed;

    SessionBatch(ModelSession session, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch holds at least one image, not " + capacity);
        }
        this.session = session;
        this.capacity = capacity;
        memory = allocate(Math.ceilDiv(capacity, shape(capacity)) * shape(capacity));
        fresh = new boolean[memory.places()];
        try {
            options = new RunOptions();
        } catch (OrtException e) {
            memory.close();
            throw failure(e);
        }
    }

    /** Images that fit. */
    public int capacity() {
        return capacity;
    }

    /**
     * The memory of the input tensor of one image, to be written to: direct, native byte order, from 0 to the limit.
     * Not valid after {@link #close}.
     */
    public ByteBuffer input(int index) {
        checkIndex(index);
        fresh[index] = true;
        return memory.input(index);
    }

    /** The memory of what the model returned for one image; like {@link #input}. Overwritten by the next run. */
    public ByteBuffer output(int index) {
        checkIndex(index);
        return memory.output(index);
    }

    /** The numbers in {@link #output}. */
    public NumberType outputType() {
        return session.signature().output().type();
    }

    /**
     * Runs the model on the images {@code from} (inclusive) to {@code to} (exclusive); the others have no influence.
     *
     * @throws ModelException MODEL_RUN if the model fails, or was told to {@link #terminate}
     * @throws IllegalStateException if another run is under way, or the batch is closed
     */
    public void run(int from, int to) {
        if (from < 0 || from >= to || to > capacity) {
            throw new IllegalArgumentException("places " + from + " to " + to + " of " + capacity);
        }
        begin();
        try {
            int shape = shape(to - from);
            for (int first = from; first < to; first += shape) {
                int end = Math.min(first + shape, to);
                run(first, end, shape);
                Arrays.fill(fresh, first, end, false);
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
            options.close();
            memory.close();
        }
        session.forget(this);
    }

    /** One run over {@code shape} images, of which those before {@code end} are wanted. */
    private void run(int first, int end, int shape) throws OrtException {
        if (first + shape <= memory.places() && isHarmless(end, first + shape)) {
            memory.run(first, shape, options);
            return;
        }
        // With zeros behind them: what lies there may be the very image that the batch failed on.
        try (TensorMemory apart = allocate(shape)) {
            apart.putInput(memory, first, end - first);
            apart.run(0, shape, options);
            memory.putOutput(apart, first, end - first);
        }
    }

    /** Whether places hold zeros, or images that a run has survived. */
    private boolean isHarmless(int from, int to) {
        for (int i = from; i < to; i++) {
            if (fresh[i]) {
                return false;
            }
        }
        return true;
    }

    /** Images in each run of the model, when so many are wanted. */
    private int shape(int count) {
        int fixed = session.batchRule().fixed();
        if (fixed > 0) {
            return fixed;
        }
        return session.padsBatches() ? capacity : count;
    }

    private TensorMemory allocate(int places) {
        try {
            return new TensorMemory(session, places);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new ModelException(
                    Code.MODEL_RUN,
                    "There is no memory for a batch of " + places + " images; choose a smaller one.",
                    e);
        }
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

    private void checkIndex(int index) {
        if (index < 0 || index >= capacity) {
            throw new IndexOutOfBoundsException("place " + index + " of " + capacity);
        }
    }
}
