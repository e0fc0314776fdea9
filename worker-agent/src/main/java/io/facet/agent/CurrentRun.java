package io.facet.agent;

import io.facet.agent.work.RunWorker;
import io.facet.protocol.wire.LeaseBatch;
import io.facet.protocol.wire.RunSpec;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The run in which this agent takes part, if the master has one. Thread-safe; closed by its maker.
 *
 * <p>Workers are made and ended one after the other on a thread of their own, because ending one waits for its model.
 * Meanwhile the connection may be cut and made anew: what the former connection asked for is not done then, since the
 * master says again on each connection what it wants.
 */
final class CurrentRun implements AutoCloseable {
    private final Function<RunSpec, RunWorker> workers;
    private final Runnable onEnded;
    private final ExecutorService control = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("facet-control").daemon().factory());
    private final Object lock = new Object();

    /** These three guarded by {@code lock}. */
    private @Nullable RunWorker worker;

    private long connection;
    private boolean accepting = true;

    /**
     * No run yet.
     *
     * @param workers makes a worker
     * @param onEnded called on the thread that ended one
     */
    CurrentRun(Function<RunSpec, RunWorker> workers, Runnable onEnded) {
        this.workers = workers;
        this.onEnded = onEnded;
    }

    @Nullable
    RunWorker worker() {
        synchronized (lock) {
            return worker;
        }
    }

    /** The connection is cut. When this returns, nothing that belongs to it will be sent any more. */
    void disconnected() {
        synchronized (lock) {
            connection++;
            if (worker != null) {
                worker.disconnected();
            }
        }
    }

    /** The master has this run: takes part in it, soon. */
    void take(RunSpec spec) {
        long asked;
        synchronized (lock) {
            asked = connection;
        }
        execute(() -> take(spec, asked));
    }

    private void take(RunSpec spec, long asked) {
        if (!goOn(spec, asked)) {
            endNow();
            begin(spec, asked);
        }
    }

    /** The same run after a cut, or after its master was started again; one that could not be made ready is tried anew. */
    private boolean goOn(RunSpec spec, long asked) {
        synchronized (lock) {
            if (worker == null || worker.hasFailed() || !worker.spec().equals(spec)) {
                return false;
            }
            if (connection == asked) {
                worker.connected();
            }
            return true;
        }
    }

    private void begin(RunSpec spec, long asked) {
        synchronized (lock) {
            if (connection == asked) {
                RunWorker next = workers.apply(spec);
                next.accept(accepting);
                worker = next;
                next.connected();
            }
        }
    }

    void end(String runId) {
        execute(() -> {
            RunWorker now = worker();
            if (now != null && now.spec().getRunId().equals(runId)) {
                endNow();
            }
        });
    }

    private void endNow() {
        RunWorker ended;
        synchronized (lock) {
            ended = worker;
            worker = null;
        }
        if (ended != null) {
            ended.close();
            onEnded.run();
        }
    }

    /**
     * The run's worker frees its models and makes the run ready again, soon; what it holds stays.
     *
     * @param now without waiting for the images in progress: they are begun again
     * @param between called when no model is loaded, on the thread that does this; also if there is no run
     */
    void rework(boolean now, Runnable between) {
        execute(() -> {
            RunWorker busy = worker();
            if (busy == null) {
                between.run();
            } else {
                busy.rework(now, between);
            }
        });
    }

    /** Whether the images are for this run: those of a run that has ended are nobody's. */
    boolean lease(LeaseBatch batch) {
        RunWorker now = worker();
        if (now == null || !now.spec().getRunId().equals(batch.getRunId())) {
            return false;
        }
        now.lease(batch.getLeasesList());
        return true;
    }

    /** Whether images are asked for, in this run and later ones. */
    void accept(boolean on) {
        synchronized (lock) {
            accepting = on;
            if (worker != null) {
                worker.accept(on);
            }
        }
    }

    private void execute(Runnable task) {
        try {
            control.execute(task);
        } catch (RejectedExecutionException closed) {
            // the agent ends: nobody takes part in anything any more
        }
    }

    /** Ends the run's worker, waiting for a run of the model that is under way. */
    @Override
    public void close() {
        execute(this::endNow);
        control.close();
    }
}
