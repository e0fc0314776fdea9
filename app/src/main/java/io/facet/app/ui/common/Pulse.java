package io.facet.app.ui.common;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The beat of the window: five times a second, every listener takes over the newest snapshot of what it shows. The
 * master says nothing to the window by itself, so no burst of events can flood it. Confined to the window's thread.
 */
public final class Pulse {
    private final Set<Runnable> listeners = new LinkedHashSet<>();

    /** Beats for {@code listener} until the returned action is run. */
    public Runnable add(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** One beat. */
    public void beat() {
        for (Runnable listener : List.copyOf(listeners)) {
            listener.run();
        }
    }
}
