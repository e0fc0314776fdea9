package io.facet.agent.work;

import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Result;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Notes what came of tasks. Thread-safe. */
final class RecordingSink implements TaskSink {
    private final Map<String, List<Integer>> rows = new HashMap<>();
    private final Map<String, Failure> failures = new HashMap<>();
    private final Map<String, Result> results = new HashMap<>();
    private final List<Task> dropped = new ArrayList<>();
    private final Consumer<Task> onEnd;

    RecordingSink() {
        this(task -> {});
    }

    /** Tells {@code onEnd} of each task that has ended. */
    RecordingSink(Consumer<Task> onEnd) {
        this.onEnd = onEnd;
    }

    @Override
    public synchronized void done(Task task, Result.Builder result) {
        results.put(task.path(), result.build());
        rows.computeIfAbsent(task.path(), p -> new ArrayList<>())
                .add(result.getRows(0)
                        .getEmbedding()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt());
        onEnd.accept(task);
    }

    @Override
    public synchronized void failed(Task task, Failure.Builder failure) {
        failures.put(task.path(), failure.build());
        onEnd.accept(task);
    }

    @Override
    public synchronized void dropped(Task task) {
        dropped.add(task);
        onEnd.accept(task);
    }

    /** By path, every row that came. */
    synchronized Map<String, List<Integer>> rows() {
        return Map.copyOf(rows);
    }

    /** What came of an image that was done. */
    synchronized Result result(String path) {
        return Objects.requireNonNull(results.get(path), path);
    }

    /** What came of an image that failed. */
    synchronized Failure failure(String path) {
        return Objects.requireNonNull(failures.get(path), path);
    }

    synchronized Map<String, Failure> failures() {
        return Map.copyOf(failures);
    }

    synchronized List<Task> dropped() {
        return List.copyOf(dropped);
    }

    /** Tasks that have an outcome or were dropped. */
    synchronized int ended() {
        return rows.size() + failures.size() + dropped.size();
    }
}
