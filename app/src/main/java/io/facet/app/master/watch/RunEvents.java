package io.facet.app.master.watch;

import java.util.List;

/**
 * The events of a run, the last {@value #MOST} of them; of failed images only as many as leave room for the others.
 * Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RunEvents {
    /** How many are kept. */
    public static final int MOST = 2000;

    /** Adds an event; the oldest one goes if there are too many. */
    public void add(RunEvent event) {
        throw new UnsupportedOperationException();
    }

    /** Those with a higher sequence, oldest first; -1 for all that are kept. */
    public List<RunEvent> since(long sequence) {
        throw new UnsupportedOperationException();
    }

    /** Changes with every event. */
    public long version() {
        throw new UnsupportedOperationException();
    }

    /** Forgets all, for a new run. */
    public void clear() {
        throw new UnsupportedOperationException();
    }
}
