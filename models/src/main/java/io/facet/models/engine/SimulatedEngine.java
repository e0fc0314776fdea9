package io.facet.models.engine;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes the time of a device that is not there, by waiting, to try out farms of any size on one computer. Rows are a
 * function of path and seed alone; nothing is decoded. Batches do not share their device: each has one of its own.
 *
 * @param dimension floats in each row
 * @param perImage how long a run takes for each of its images
 * @param seed engines with the same seed return the same rows
 */
public record SimulatedEngine(int dimension, Duration perImage, long seed) implements PipelineEngine {

    public SimulatedEngine {
        if (dimension < 1 || perImage.isNegative()) {
            throw new IllegalArgumentException(dimension + " numbers in " + perImage);
        }
    }

    @Override
    public Batch newBatch(int capacity) {
        return new WaitingBatch(capacity);
    }

    @Override
    public void close() {}

    private final class WaitingBatch extends PathBatch {
        private final Lock lock = new ReentrantLock();
        private final Condition stopped = lock.newCondition();
        private boolean running;
        private boolean stop;

        WaitingBatch(int capacity) {
            super(capacity, dimension, seed);
        }

        @Override
        void spend(int count) {
            lock.lock();
            try {
                running = true;
                stop = false;
                long left = perImage.multipliedBy(count).toNanos();
                while (left > 0 && !stop) {
                    left = stopped.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop = true;
            } finally {
                running = false;
                lock.unlock();
            }
            if (stop) {
                throw new ModelException(Code.MODEL_RUN, "The run was stopped.");
            }
        }

        @Override
        public void terminate() {
            lock.lock();
            try {
                if (running) {
                    stop = true;
                    stopped.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            terminate();
        }
    }
}
