package io.facet.agent.work;

import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.StageMicros;
import java.time.Duration;

/**
 * An image that this agent holds, from its lease to the master's acknowledgement. Each stage writes its own time while
 * it alone has the task; the lease number is guarded by {@link HeldTasks}.
 */
final class Task {
    private final Lease lease;
    private final long since = System.nanoTime();
    private volatile long leaseId;
    private int fetchMicros;
    private int decodeMicros;
    private int queueMicros;
    private int runMicros;
    private volatile long loadedAt;
    private volatile boolean settled;

    Task(Lease lease) {
        this.lease = lease;
        this.leaseId = lease.getLeaseId();
    }

    /** The same image as if it had just come. */
    Task anew() {
        Task next = new Task(lease);
        next.renumber(leaseId);
        return next;
    }

    Lease lease() {
        return lease;
    }

    String path() {
        return lease.getPath();
    }

    /** The number under which the master of this moment knows the task. */
    long leaseId() {
        return leaseId;
    }

    void renumber(long next) {
        leaseId = next;
    }

    void fetched(long nanos) {
        fetchMicros = micros(nanos);
    }

    void loaded(long nanos, long now) {
        decodeMicros = micros(nanos);
        loadedAt = now;
    }

    /** Whether it has been here for longer than {@code patience} and has no outcome: something under it hangs. */
    boolean isStuck(long now, Duration patience) {
        return !settled && now - since > patience.toNanos();
    }

    /** There is an outcome. */
    void settle() {
        settled = true;
    }

    boolean isSettled() {
        return settled;
    }

    /** Whether its tensor is filled or it has an outcome: from here on the agent sees it through, connected or not. */
    boolean isBegun() {
        return loadedAt != 0 || settled;
    }

    /** The model ran on this image and {@code others} more from {@code start} to {@code end}. */
    void ran(long start, long end, int images) {
        queueMicros = micros(start - loadedAt);
        runMicros = micros((end - start) / images);
    }

    StageMicros stages() {
        return StageMicros.newBuilder()
                .setFetch(fetchMicros)
                .setDecode(decodeMicros)
                .setQueue(queueMicros)
                .setRun(runMicros)
                .build();
    }

    private static int micros(long nanos) {
        return Math.clamp(nanos / 1000, 0, Integer.MAX_VALUE);
    }
}
