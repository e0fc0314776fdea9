package io.facet.models.engine;

import io.facet.models.runtime.SessionBatch;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.opencv.opencv_core.Mat;

/** The work area of an {@link EmbeddingEngine}. */
final class EmbeddingBatch implements PipelineEngine.Batch {
    private final EmbeddingEngine engine;
    private final SessionBatch batch;
    private final Rows rows;
    /** Shared by those who write into the tensor's memory, held alone by the one who frees it. */
    private final ReadWriteLock memory = new ReentrantReadWriteLock();

    private boolean closed;

    EmbeddingBatch(EmbeddingEngine engine, SessionBatch batch) {
        this.engine = engine;
        this.batch = batch;
        rows = new Rows(batch.capacity(), engine.output());
    }

    @Override
    public int capacity() {
        return batch.capacity();
    }

    @Override
    public void load(int index, ImageContent content) {
        try (Mat image = engine.decoder().decode(content.bytes(), engine.input())) {
            memory.readLock().lock();
            try {
                if (closed) {
                    throw new IllegalStateException("the batch is closed");
                }
                engine.preprocessors().apply(image, batch.input(index));
            } finally {
                memory.readLock().unlock();
            }
        }
    }

    @Override
    public void run(int from, int to) {
        batch.run(from, to);
        memory.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the batch is closed");
            }
            for (int i = from; i < to; i++) {
                rows.put(i, batch.output(i), batch.outputType());
            }
        } finally {
            memory.readLock().unlock();
        }
    }

    @Override
    public ByteBuffer row(int index) {
        return rows.get(index);
    }

    @Override
    public void terminate() {
        batch.terminate();
    }

    @Override
    public void close() {
        batch.terminate();
        memory.writeLock().lock();
        try {
            closed = true;
            batch.close();
        } finally {
            memory.writeLock().unlock();
        }
        engine.forget(this);
    }
}
