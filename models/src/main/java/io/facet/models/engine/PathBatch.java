package io.facet.models.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A batch whose rows follow from the paths alone; the bytes of the images are not looked at. */
abstract class PathBatch implements PipelineEngine.Batch {
    private final int dimension;
    private final long seed;
    private final AtomicReferenceArray<String> paths;
    private final ByteBuffer[] rows;

    PathBatch(int capacity, int dimension, long seed) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch holds at least one image, not " + capacity);
        }
        this.dimension = dimension;
        this.seed = seed;
        paths = new AtomicReferenceArray<>(capacity);
        rows = new ByteBuffer[capacity];
    }

    /** What the run of so many images costs. */
    abstract void spend(int count);

    @Override
    public final int capacity() {
        return rows.length;
    }

    @Override
    public final void load(int index, ImageContent content) {
        paths.set(index, content.path());
    }

    @Override
    public final void run(int from, int to) {
        if (from < 0 || from >= to || to > rows.length) {
            throw new IllegalArgumentException("places " + from + " to " + to + " of " + rows.length);
        }
        spend(to - from);
        for (int i = from; i < to; i++) {
            String path = paths.get(i);
            rows[i] = PathVector.of(path == null ? "" : path, seed, dimension);
        }
    }

    @Override
    public final ByteBuffer row(int index) {
        if (rows[index] == null) {
            throw new IllegalStateException("place " + index + " was not run");
        }
        return rows[index].asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
