package io.facet.app.farm;

import io.facet.models.ModelException;
import io.facet.models.engine.ImageContent;
import io.facet.models.engine.PipelineEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Returns the number in a file of {@link NumberedImages} as its row. Thread-safe. */
final class NumberEngine implements PipelineEngine {
    /** Numbers on which the model fails. */
    final Set<Integer> poison = ConcurrentHashMap.newKeySet();

    /** Images that were run, however often. */
    final AtomicInteger ran = new AtomicInteger();

    /** Permits to run one image each. */
    final Semaphore permits;

    /** Runs what comes. */
    NumberEngine() {
        this(Integer.MAX_VALUE / 2);
    }

    /** Runs so many images, and more when there are more permits. */
    NumberEngine(int permits) {
        this.permits = new Semaphore(permits);
    }

    /** Whether a slot waits for permits. */
    boolean isStarved() {
        return permits.hasQueuedThreads();
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public Batch newBatch(int capacity) {
        return new NumberBatch(capacity);
    }

    @Override
    public void close() {}

    private final class NumberBatch implements Batch {
        private final int[] numbers;

        NumberBatch(int capacity) {
            numbers = new int[capacity];
        }

        @Override
        public int capacity() {
            return numbers.length;
        }

        @Override
        public void load(int index, ImageContent content) {
            numbers[index] = Integer.parseInt(
                    StandardCharsets.UTF_8.decode(content.bytes().duplicate()).toString());
        }

        @Override
        public void run(int from, int to) {
            try {
                permits.acquire(to - from);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException(ModelException.Code.MODEL_RUN, "The run was stopped.", e);
            }
            for (int i = from; i < to; i++) {
                ran.incrementAndGet();
                if (poison.contains(numbers[i])) {
                    throw new ModelException(ModelException.Code.MODEL_RUN, "The model failed.");
                }
            }
        }

        @Override
        public ByteBuffer row(int index) {
            return ByteBuffer.allocate(Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(numbers[index])
                    .flip();
        }

        @Override
        public void terminate() {}

        @Override
        public void close() {}
    }
}
