package io.facet.agent.work;

import io.facet.protocol.Limits;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.Reason;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What came of tasks, kept until the master has acknowledged it and sent again after every cut. Bounded by the demand,
 * which counts what is not acknowledged. Thread-safe.
 */
final class Outbox {
    /** Rows of 512 floats are 2 KB: a batch stays well under the largest message. */
    static final int BATCH = 256;

    static final int BATCH_BYTES = 2 << 20;

    /** From here on waiting for more would save nothing worth having. */
    static final int WORTH_A_MESSAGE = 32;

    /**
     * How long the first of a batch waits for others. Each message costs both sides a TLS record, system calls and
     * wake-ups; sent one by one, the rows of a processor at 50 images/s take a twentieth of it.
     */
    static final Duration LINGER = Duration.ofMillis(250);

    /** Leaves room for the message around it. */
    private static final int LARGEST_RESULT = Limits.MESSAGE_BYTES - (64 << 10);

    private final String runId;
    private final Map<Task, Entry> unacknowledged = new LinkedHashMap<>();
    private final Deque<Entry> toSend = new ArrayDeque<>();
    private final Duration linger;
    private boolean connected;

    /** What came of a task. The lease number is put in when it is sent: it may have changed since. */
    private sealed interface Entry {
        Task task();

        int size();
    }

    private record Done(Task task, Result.Builder result, int size) implements Entry {}

    private record Failed(Task task, Failure.Builder failure, int size) implements Entry {}

    /** Sends batches that have waited for {@code linger}, or that are large enough. */
    Outbox(String runId, Duration linger) {
        this.runId = runId;
        this.linger = linger;
    }

    /** Takes over {@code result}. */
    void add(Task task, Result.Builder result) {
        int size = result.build().getSerializedSize();
        if (size <= LARGEST_RESULT) {
            add(new Done(task, result, size));
        } else {
            add(
                    task,
                    Failure.newBuilder()
                            .setPath(result.getPath())
                            .setSlotId(result.getSlotId())
                            .setReason(Reason.TOO_LARGE)
                            .setMessage("Its %d rows have %d MB, more than a message to the master may hold."
                                    .formatted(result.getRowsCount(), size >> 20)));
        }
    }

    /** Takes over {@code failure}. */
    void add(Task task, Failure.Builder failure) {
        add(new Failed(task, failure, failure.build().getSerializedSize()));
    }

    private synchronized void add(Entry entry) {
        unacknowledged.put(entry.task(), entry);
        toSend.add(entry);
        notifyAll();
    }

    /** The master has these in its ledger, or does not want them. */
    synchronized void forget(List<Task> tasks) {
        tasks.forEach(unacknowledged::remove);
    }

    /** The master is ready to listen: all that it has not acknowledged is to be sent. */
    synchronized void connected() {
        connected = true;
        toSend.clear();
        toSend.addAll(unacknowledged.values());
        notifyAll();
    }

    synchronized void disconnected() {
        connected = false;
    }

    synchronized int size() {
        return unacknowledged.size();
    }

    /**
     * Waits until something can be sent, and sends it as one or two messages. Holds off {@link #disconnected} meanwhile,
     * so that no message with the numbers of one connection gets into the next.
     *
     * @param send does not wait
     */
    synchronized void sendNext(Consumer<AgentMessage> send) throws InterruptedException {
        awaitBatch();
        ResultBatch.Builder results = ResultBatch.newBuilder().setRunId(runId);
        FailureBatch.Builder failures = FailureBatch.newBuilder().setRunId(runId);
        int bytes = 0;
        for (int n = 0; n < BATCH && hasNext(); n++) {
            Entry entry = toSend.element();
            bytes += entry.size();
            if (n > 0 && bytes > BATCH_BYTES) {
                break;
            }
            toSend.remove();
            switch (entry) {
                case Done done ->
                    results.addResults(done.result().setLeaseId(done.task().leaseId()));
                case Failed failed ->
                    failures.addFailures(
                            failed.failure().setLeaseId(failed.task().leaseId()));
            }
        }
        if (results.getResultsCount() > 0) {
            send.accept(AgentMessage.newBuilder().setResults(results).build());
        }
        if (failures.getFailuresCount() > 0) {
            send.accept(AgentMessage.newBuilder().setFailures(failures).build());
        }
    }

    private void awaitBatch() throws InterruptedException {
        while (true) {
            while (!connected || !hasNext()) {
                wait();
            }
            long begin = System.nanoTime();
            long left = linger.toNanos();
            while (left > 0 && toSend.size() < WORTH_A_MESSAGE) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = linger.toNanos() - (System.nanoTime() - begin);
            }
            // The connection may have ended meanwhile, or all of it have been forgotten.
            if (connected && hasNext()) {
                return;
            }
        }
    }

    /** Drops what was forgotten before its turn came. */
    private boolean hasNext() {
        while (!toSend.isEmpty() && unacknowledged.get(toSend.element().task()) != toSend.element()) {
            toSend.remove();
        }
        return !toSend.isEmpty();
    }
}
