package io.facet.agent.work;

import io.facet.protocol.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Every task between its lease and its acknowledgement. Thread-safe.
 *
 * <p>When the connection is cut the master takes its leases back, and a new master counts anew: what was begun goes on
 * under numbers of this agent's own, far above any master's, so that a result still finds its image by its path and
 * its acknowledgement is not mistaken for another's.
 */
final class HeldTasks {
    private static final long FIRST_OWN_NUMBER = 1L << 62;

    private final Map<Long, Task> byLease = new HashMap<>();
    private long nextOwnNumber = FIRST_OWN_NUMBER;

    /** Takes a task in; false if the agent holds as many as it may, and the master has lent more than was asked for. */
    synchronized boolean add(Task task) {
        if (byLease.size() >= Limits.CREDITS && !byLease.containsKey(task.leaseId())) {
            return false;
        }
        byLease.put(task.leaseId(), task);
        return true;
    }

    /** The task has an outcome: it is kept until the master has that. False if nobody wants it any more. */
    synchronized boolean settle(Task task) {
        boolean wanted = holds(task);
        if (wanted) {
            task.settle();
        }
        return wanted;
    }

    /** Whether anybody still wants the task's result. */
    synchronized boolean holds(Task task) {
        return byLease.get(task.leaseId()) == task;
    }

    synchronized void remove(Task task) {
        byLease.remove(task.leaseId(), task);
        notifyAll();
    }

    /** Removes and returns the tasks of these leases, as far as they are held. */
    synchronized List<Task> remove(Collection<Long> leaseIds) {
        List<Task> removed = new ArrayList<>();
        for (Long id : leaseIds) {
            Task task = byLease.remove(id);
            if (task != null) {
                removed.add(task);
            }
        }
        notifyAll();
        return removed;
    }

    /** Waits until nothing is held, but no longer than {@code patience}. */
    synchronized void awaitEmpty(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); !byLease.isEmpty() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** The connection is cut: what was not begun is let go, the rest goes on under numbers of our own. */
    synchronized void disconnected() {
        List<Task> tasks = List.copyOf(byLease.values());
        byLease.clear();
        for (Task task : tasks) {
            if (task.isBegun()) {
                task.renumber(nextOwnNumber++);
                byLease.put(task.leaseId(), task);
            }
        }
    }

    /**
     * The stages that worked on these tasks are gone: those without an outcome begin anew, and what comes of their former
     * selves is not wanted any more.
     */
    synchronized List<Task> anew() {
        List<Task> again = new ArrayList<>();
        for (Task task : List.copyOf(byLease.values())) {
            if (!task.isSettled()) {
                Task next = task.anew();
                byLease.put(next.leaseId(), next);
                again.add(next);
            }
        }
        again.sort(Comparator.comparingLong(Task::leaseId));
        return again;
    }

    synchronized List<Long> leaseIds() {
        return List.copyOf(byLease.keySet());
    }

    /** The leases of tasks that are not stuck. */
    synchronized List<Long> healthyLeaseIds(long now, Duration patience) {
        return byLease.values().stream()
                .filter(task -> !task.isStuck(now, patience))
                .map(Task::leaseId)
                .toList();
    }

    synchronized int size() {
        return byLease.size();
    }

    synchronized void clear() {
        byLease.clear();
    }
}
