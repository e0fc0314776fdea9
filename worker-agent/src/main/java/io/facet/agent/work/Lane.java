package io.facet.agent.work;

import io.facet.models.engine.PipelineEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One device with its engine and its batches: one batch more than slots, so that one fills while the others run. The
 * number of places bounds what is decoded ahead. Guarded by {@link Lanes}, which closes it.
 */
final class Lane implements AutoCloseable {
    final String deviceClass;
    final int slots;
    final Deque<Filling> free = new ArrayDeque<>();
    final Deque<Filling> ready = new ArrayDeque<>();
    final Condition changed;

    @Nullable
    Filling open;

    private final PipelineEngine engine;
    private final List<Filling> all = new ArrayList<>();

    /** Takes over {@code engine}. */
    Lane(PipelineEngine engine, String deviceClass, int slots, int batchSize, Condition changed) {
        this.engine = engine;
        this.deviceClass = deviceClass;
        this.slots = slots;
        this.changed = changed;
        for (int i = 0; i < slots + 1; i++) {
            all.add(new Filling(engine.newBatch(batchSize)));
        }
        free.addAll(all);
    }

    /** Asks what runs now to end soon. */
    void terminate() {
        all.forEach(f -> f.batch().terminate());
    }

    @Override
    public void close() {
        all.forEach(f -> f.batch().close());
        engine.close();
    }
}
