package io.facet.agent.work;

import io.facet.models.engine.PipelineEngine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A batch of a lane with the tasks whose images it holds. Guarded by {@link Lanes} until a slot has it alone. */
final class Filling {
    private final PipelineEngine.Batch batch;
    private final @Nullable Task[] tasks;
    private int dealt;
    private int settled;
    private int loaded;

    Filling(PipelineEngine.Batch batch) {
        this.batch = batch;
        this.tasks = new Task[batch.capacity()];
    }

    PipelineEngine.Batch batch() {
        return batch;
    }

    /** The task in that place; null where loading failed. */
    @Nullable
    Task task(int place) {
        return tasks[place];
    }

    /** Places that were given out. */
    int places() {
        return dealt;
    }

    int deal() {
        return dealt++;
    }

    void loaded(int place, Task task) {
        tasks[place] = task;
        loaded++;
        settled++;
    }

    void failed() {
        settled++;
    }

    boolean isDealtOut() {
        return dealt == tasks.length;
    }

    /** Nobody is loading into it at the moment. */
    boolean isSettled() {
        return settled == dealt;
    }

    boolean isEmpty() {
        return loaded == 0;
    }

    boolean avoids(String slotId) {
        return Arrays.stream(tasks)
                .anyMatch(t -> t != null && t.lease().getAvoidSlotsList().contains(slotId));
    }

    void clear() {
        dealt = 0;
        settled = 0;
        loaded = 0;
        Arrays.fill(tasks, null);
    }
}
