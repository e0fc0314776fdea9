package io.facet.app.master.farm;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the master's state lives. Nothing that runs here waits: not for disks, not for agents.
 *
 * <p>The queue is unbounded in type and bounded in fact: every agent has at most one message in it, the dataset scan
 * and the timers one signal each.
 */
public final class MasterLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MasterLoop.class);

    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    public MasterLoop() {
        thread = Thread.currentThread();
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread t = new Thread(task, "facet-master");
            t.setDaemon(true);
            thread = t;
            return t;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Runs {@code task} on the loop, soon; not at all once the loop is closed. */
    public void execute(Runnable task) {
        try {
            executor.execute(() -> runGuarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("The master is closed; a late event is dropped");
        }
    }

    /** Runs {@code task} on the loop again and again, until the loop is closed or what is returned is run. */
    public Runnable every(Duration period, Runnable task) {
        // A task that fails once is logged and goes on.
        Future<?> timer = executor.scheduleWithFixedDelay(
                () -> runGuarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    /** Runs {@code task} on the loop and returns what it returns. Not to be called on the loop. */
    public <T> T call(Callable<T> task) {
        try {
            return executor.submit(task).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Runs {@code task} on the loop and waits for it. Not to be called on the loop. */
    public void await(Runnable task) {
        boolean _ = call(() -> {
            task.run();
            return true;
        });
    }

    /** Fails unless called on the loop. */
    public void check() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("the master's state was touched by " + Thread.currentThread());
        }
    }

    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task of the master failed", e);
        } catch (Error e) {
            // The executor would keep it to itself.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
