package io.facet.app.ui.common;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The beat of the window: five times a second, every listener takes over the newest snapshot of what it shows. The
 * master says nothing to the window by itself, so no burst of events can flood it. A listener that fails keeps none of
 * the others from its beat. Confined to the window's thread.
 */
public final class Pulse {
    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private final Set<Runnable> failing = new HashSet<>();
    private final Consumer<Throwable> report;

    /**
     * A beat without listeners.
     *
     * @param report told of what a listener threw; once, until the listener has worked again
     */
    public Pulse(Consumer<Throwable> report) {
        this.report = report;
    }

    /** Beats for {@code listener} until the returned action is run. */
    public Runnable add(Runnable listener) {
        listeners.add(listener);
        return () -> {
            listeners.remove(listener);
            failing.remove(listener);
        };
    }

    /** One beat. */
    public void beat() {
        for (Runnable listener : List.copyOf(listeners)) {
            try {
                listener.run();
                failing.remove(listener);
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                if (failing.add(listener)) {
                    report.accept(e);
                }
            }
        }
    }
}
