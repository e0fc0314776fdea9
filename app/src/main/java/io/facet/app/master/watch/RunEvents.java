package io.facet.app.master.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The events of a run, the last {@value #MOST} of them; failed images take half of the room at most, so that a bad dataset
 * does not hide what else happened. Thread-safe.
 */
public final class RunEvents {
    /** How many are kept. */
    public static final int MOST = 2000;

    private static final int MOST_OF_A_KIND = MOST / 2;

    private final Deque<RunEvent> images = new ArrayDeque<>();
    private final Deque<RunEvent> others = new ArrayDeque<>();
    private long version;

    /** Adds an event; the oldest one goes if there are too many. */
    public synchronized void add(RunEvent event) {
        Deque<RunEvent> kind = event.kind() == RunEvent.Kind.IMAGE_FAILED ? images : others;
        if (kind.size() == MOST_OF_A_KIND) {
            kind.removeFirst();
        }
        kind.addLast(event);
        version++;
    }

    /** Those with a higher sequence, oldest first; -1 for all that are kept. */
    public synchronized List<RunEvent> since(long sequence) {
        List<RunEvent> found = new ArrayList<>();
        addNewer(images, sequence, found);
        addNewer(others, sequence, found);
        found.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
        return List.copyOf(found);
    }

    private static void addNewer(Deque<RunEvent> kind, long sequence, List<RunEvent> found) {
        for (var newest = kind.descendingIterator(); newest.hasNext(); ) {
            RunEvent event = newest.next();
            if (event.sequence() <= sequence) {
                return;
            }
            found.add(event);
        }
    }

    /** Changes with every event. */
    public synchronized long version() {
        return version;
    }

    /** Forgets all, for a new run. */
    public synchronized void clear() {
        images.clear();
        others.clear();
        version++;
    }
}
