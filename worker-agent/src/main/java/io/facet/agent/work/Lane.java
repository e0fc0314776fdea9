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
    final Deque<Filling> free = new ArrayDeque<>();
    final Deque<Filling> ready = new ArrayDeque<>();
    final Condition changed;

    @Nullable
    Filling open;

    private final PipelineEngine engine;
    private final List<String> slotIds;
    private final List<Filling> all = new ArrayList<>();

    /** Takes over the device's engine, and closes it if there is no memory for the batches. */
    Lane(PreparedRun.DeviceLane device, Condition changed) {
        this.engine = device.engine();
        this.deviceClass = device.deviceClass();
        this.slotIds = device.slotIds();
        this.changed = changed;
        try {
            for (int i = 0; i < slotIds.size() + 1; i++) {
                all.add(new Filling(engine.newBatch(device.batch())));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        free.addAll(all);
    }

    /**
     * Whether the slot should run these images. One on which an image failed before leaves it to the others, unless the
     * others are in the same position.
     */
    boolean suits(Filling filling, String slotId) {
        return !filling.avoids(slotId) || slotIds.stream().allMatch(filling::avoids);
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
