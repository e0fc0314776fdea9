package io.facet.app.ui.common;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that must not hold up the window: runs elsewhere, and says on the window's thread how it went. With a direct
 * executor for both, all of it is synchronous: that is how view models are tested.
 */
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final Executor workers;
    private final Executor window;
    private final Consumer<Problem> unhandled;

    /**
     * Runs work.
     *
     * @param workers where it runs
     * @param window where its outcome is told
     * @param unhandled told, on the window's thread, of problems that the work itself does not handle
     */
    public Background(Executor workers, Executor window, Consumer<Problem> unhandled) {
        this.workers = workers;
        this.window = window;
        this.unhandled = unhandled;
    }

    /** A piece of work, not started yet. */
    public <T> Task<T> task(Callable<T> work) {
        return new Task<>(work);
    }

    /** A piece of work without a result, not started yet. */
    public Task<Boolean> action(Action work) {
        return new Task<>(() -> {
            work.run();
            return true;
        });
    }

    /** Something to do that may fail. */
    public interface Action {
        void run() throws Exception;
    }

    /** Runs on the window's thread, from any other. */
    public void onWindow(Runnable update) {
        window.execute(update);
    }

    /** Work, and what follows from it. */
    public final class Task<T> {
        private final Callable<T> work;
        private Consumer<T> success = result -> {};
        private Consumer<Problem> error;
        private Runnable afterwards = () -> {};

        private Task(Callable<T> work) {
            this.work = work;
            this.error = unhandled;
        }

        /** What to do, on the window's thread, with the result. */
        public Task<T> onSuccess(Consumer<T> handler) {
            success = handler;
            return this;
        }

        /** What to do, on the window's thread, if it fails. */
        public Task<T> onError(Consumer<Problem> handler) {
            error = handler;
            return this;
        }

        /** What to do, on the window's thread, when it has ended in either way. */
        public Task<T> andFinally(Runnable handler) {
            afterwards = handler;
            return this;
        }

        /** Starts it; nothing happens any more once the window is closed. */
        public void start() {
            try {
                workers.execute(this::run);
            } catch (RejectedExecutionException closed) {
                LOG.debug("Not started: the window is closed");
            }
        }

        private void run() {
            T result;
            try {
                result = work.call();
            } catch (Exception | LinkageError | OutOfMemoryError e) {
                Problem problem = problem(e);
                tell(() -> error.accept(problem));
                return;
            }
            tell(() -> success.accept(result));
        }

        /** Whatever was locked for the work is released, even if telling its outcome fails. */
        private void tell(Runnable outcome) {
            window.execute(() -> {
                try {
                    outcome.run();
                } finally {
                    afterwards.run();
                }
            });
        }
    }

    private static Problem problem(Throwable e) {
        Problem problem = Problem.of(e);
        if (problem.unexpected()) {
            LOG.error("Unexpected", e);
        } else {
            LOG.info("{}", e.getMessage());
        }
        return problem;
    }
}
