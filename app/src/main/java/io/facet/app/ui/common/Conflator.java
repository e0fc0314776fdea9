package io.facet.app.ui.common;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Carries news from any thread to the window without flooding it: of all that is said under one key between two
 * flushes only the latest is carried out, and at most one flush is under way. Thread-safe.
 */
public final class Conflator {
    /** Runs something once, after a while. */
    public interface Timer {
        void after(Duration delay, Runnable work);
    }

    private final Executor window;
    private final Timer timer;
    private final Duration period;
    private final Map<Object, Runnable> latest = new LinkedHashMap<>();
    private boolean pending;

    /**
     * Carries news.
     *
     * @param window where updates run
     * @param timer waits between flushes
     * @param period the least time from one flush to the next
     */
    public Conflator(Executor window, Timer timer, Duration period) {
        this.window = window;
        this.timer = timer;
        this.period = period;
    }

    /** Runs {@code update} on the window's thread soon, unless another under the same key comes before that. */
    public void offer(Object key, Runnable update) {
        synchronized (latest) {
            // Last said, last shown: a key that comes again moves to the end.
            latest.remove(key);
            latest.put(key, update);
            if (pending) {
                return;
            }
            pending = true;
        }
        timer.after(period, () -> window.execute(this::flush));
    }

    private void flush() {
        List<Runnable> updates;
        synchronized (latest) {
            updates = new ArrayList<>(latest.values());
            latest.clear();
            pending = false;
        }
        updates.forEach(Runnable::run);
    }
}
