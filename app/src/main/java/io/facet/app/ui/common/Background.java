package io.facet.app.ui.common;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    private final Map<Object, Unfinished> named = new ConcurrentHashMap<>();

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

    /**
     * Work that has a name.
     *
     * @param key of its text
     * @param values of that text
     */
    public record Unfinished(String key, List<Object> values) {}

    /** What would be lost if the window closed now: work with a name that has begun and not ended. */
    public List<Unfinished> unfinished() {
        return List.copyOf(named.values());
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
        private @Nullable Unfinished name;

        private Task(Callable<T> work) {
            this.work = work;
            this.error = unhandled;
        }

        /** Of work that is worth a question before it is given up: the key of a text that names it. */
        public Task<T> named(String key, Object... values) {
            name = new Unfinished(key, List.of(values));
            return this;
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
            Unfinished known = name;
            if (known != null) {
                named.put(this, known);
            }
            try {
                workers.execute(this::run);
            } catch (RejectedExecutionException closed) {
                named.remove(this);
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
            } finally {
                named.remove(this);
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
