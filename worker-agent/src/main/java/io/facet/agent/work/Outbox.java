package io.facet.agent.work;

import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of tasks, kept until the master has acknowledged it and sent again after every cut. Bounded by the demand,
 * which counts what is not acknowledged. Thread-safe.
 */
final class Outbox {
    /** Rows of 512 floats are 2 KB: a batch stays well under the largest message. */
    private static final int BATCH = 256;

    private static final int BATCH_BYTES = 2 << 20;

    private final String runId;
    private final Set<Entry> unacknowledged = new LinkedHashSet<>();
    private final Deque<Entry> toSend = new ArrayDeque<>();
    private boolean connected;

    private static final class Entry {
        final Task task;
        final Result.@Nullable Builder result;
        final Failure.@Nullable Builder failure;

        Entry(Task task, Result.@Nullable Builder result, Failure.@Nullable Builder failure) {
            this.task = task;
            this.result = result;
            this.failure = failure;
        }
    }

    Outbox(String runId) {
        this.runId = runId;
    }

    void add(Task task, Result.Builder result) {
        add(new Entry(task, result, null));
    }

    void add(Task task, Failure.Builder failure) {
        add(new Entry(task, null, failure));
    }

    private synchronized void add(Entry entry) {
        unacknowledged.add(entry);
        toSend.add(entry);
        notifyAll();
    }

    /** The master has these in its ledger. */
    synchronized void acknowledged(List<Task> tasks) {
        Set<Task> done = Set.copyOf(tasks);
        unacknowledged.removeIf(e -> done.contains(e.task));
        toSend.removeIf(e -> done.contains(e.task));
    }

    /** The master is ready to listen: all that it has not acknowledged is to be sent. */
    synchronized void connected() {
        connected = true;
        toSend.clear();
        toSend.addAll(unacknowledged);
        notifyAll();
    }

    synchronized void disconnected() {
        connected = false;
    }

    synchronized int size() {
        return unacknowledged.size();
    }

    /** Waits until something can be sent, and returns it as one or two messages. */
    synchronized List<AgentMessage> take() throws InterruptedException {
        while (!connected || toSend.isEmpty()) {
            wait();
        }
        ResultBatch.Builder results = ResultBatch.newBuilder().setRunId(runId);
        FailureBatch.Builder failures = FailureBatch.newBuilder().setRunId(runId);
        int bytes = 0;
        for (int n = 0; n < BATCH && bytes < BATCH_BYTES && !toSend.isEmpty(); n++) {
            Entry entry = toSend.remove();
            if (entry.result != null) {
                Result result = entry.result.setLeaseId(entry.task.leaseId()).build();
                bytes += result.getSerializedSize();
                results.addResults(result);
            } else if (entry.failure != null) {
                failures.addFailures(entry.failure.setLeaseId(entry.task.leaseId()));
            }
        }
        List<AgentMessage> messages = new ArrayList<>(2);
        if (results.getResultsCount() > 0) {
            messages.add(AgentMessage.newBuilder().setResults(results).build());
        }
        if (failures.getFailuresCount() > 0) {
            messages.add(AgentMessage.newBuilder().setFailures(failures).build());
        }
        return messages;
    }
}
