package io.facet.agent.testing;

import io.facet.models.ModelException;
import io.facet.models.engine.ImageContent;
import io.facet.models.engine.PipelineEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine that does what a test says, and notes what was done with it. A row is the hash of the image's path, so that a
 * row of another image is noticed. Thread-safe.
 */
public final class FakeEngine implements PipelineEngine {
    /** Called with the path before an image is loaded; throws what loading is to throw. */
    public volatile Consumer<String> onLoad = path -> {};
    /** Called with the paths of the part that is run, holes left out; throws what the run is to throw. */
    public volatile Consumer<List<String>> onRun = paths -> {};

    /** Sizes of the parts that were run, one after the other. */
    public final Queue<Integer> runs = new ConcurrentLinkedQueue<>();

    /** What was done that a real engine does not stand. */
    public final Queue<String> offences = new ConcurrentLinkedQueue<>();

    public final AtomicInteger openBatches = new AtomicInteger();
    public volatile boolean closed;

    /** Fails a run whenever {@code path} is in the part that is run. */
    public void poison(String path) {
        onRun = paths -> {
            if (paths.contains(path)) {
                throw new ModelException(ModelException.Code.MODEL_RUN, "The model failed.");
            }
        };
    }

    /** Makes runs wait; the latch lets them on, and so does terminating them. */
    public CountDownLatch holdRuns() {
        CountDownLatch gate = new CountDownLatch(1);
        onRun = paths -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException(ModelException.Code.MODEL_RUN, "The run was stopped.", e);
            }
        };
        return gate;
    }

    /** What the row of an image holds. */
    public static int row(String path) {
        return path.hashCode();
    }

    /** What it has to say for people. */
    public volatile Optional<String> notice = Optional.empty();

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public Optional<String> notice() {
        return notice;
    }

    @Override
    public Batch newBatch(int capacity) {
        closed = false; // a test may make several runs ready with it
        openBatches.incrementAndGet();
        return new FakeBatch(capacity);
    }

    @Override
    public void close() {
        if (closed) {
            offences.add("the engine was closed twice");
        }
        if (openBatches.get() > 0) {
            offences.add("the engine was closed before its batches");
        }
        closed = true;
    }

    private final class FakeBatch implements Batch {
        private final @Nullable String[] paths;
        private final @Nullable Integer[] rows;
        private final AtomicInteger loading = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private volatile boolean batchClosed;

        FakeBatch(int capacity) {
            paths = new String[capacity];
            rows = new Integer[capacity];
        }

        @Override
        public int capacity() {
            return paths.length;
        }

        @Override
        public void load(int index, ImageContent content) {
            loading.incrementAndGet();
            try {
                if (running.get() > 0) {
                    offences.add("loaded while it ran");
                }
                paths[index] = null;
                onLoad.accept(content.path());
                byte[] bytes = new byte[content.bytes().remaining()];
                content.bytes().duplicate().get(bytes);
                String said = new String(bytes, StandardCharsets.UTF_8);
                if (!said.isEmpty() && !said.equals(content.path())) {
                    offences.add(content.path() + " came with the bytes of " + said);
                }
                paths[index] = content.path();
            } finally {
                loading.decrementAndGet();
            }
        }

        @Override
        public void run(int from, int to) {
            if (batchClosed || running.incrementAndGet() > 1 || loading.get() > 0) {
                offences.add("run while it was closed, ran or was loaded");
            }
            try {
                runs.add(to - from);
                List<String> part = new ArrayList<>();
                for (int i = from; i < to; i++) {
                    String path = paths[i];
                    rows[i] = path == null ? null : Integer.valueOf(FakeEngine.row(path));
                    if (path != null) {
                        part.add(path);
                    }
                }
                onRun.accept(part);
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public ByteBuffer row(int index) {
            Integer row = rows[index];
            if (row == null) {
                throw new IllegalStateException("place " + index + " has no row");
            }
            return ByteBuffer.allocate(Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(row)
                    .flip();
        }

        @Override
        public void terminate() {}

        @Override
        public void close() {
            if (!batchClosed) {
                batchClosed = true;
                openBatches.decrementAndGet();
            }
        }
    }
}
