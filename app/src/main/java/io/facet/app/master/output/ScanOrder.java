package io.facet.app.master.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts what comes in any order back into the order of the scan. Holds what is early, and of what is skipped only where
 * it begins and ends: before a single image that is tried again there may be millions that are done. Not thread-safe.
 */
final class ScanOrder<T> {
    /** Sequences that are skipped, in a row. */
    private static final class Gap {
        final long from;
        long to;

        Gap(long from) {
            this.from = from;
            this.to = from + 1;
        }
    }

    private final Map<Long, T> early = new HashMap<>();
    private final Deque<Gap> gaps = new ArrayDeque<>();
    private long next;

    void add(long sequence, T value) {
        early.put(sequence, value);
    }

    /** Nothing will come for {@code sequence}. To be called in ascending order. */
    void skip(long sequence) {
        Gap last = gaps.peekLast();
        if (last != null && last.to == sequence) {
            last.to++;
        } else {
            gaps.add(new Gap(sequence));
        }
    }

    /** Replaces what is early. */
    void replaceEarly(UnaryOperator<T> change) {
        early.replaceAll((sequence, value) -> change.apply(value));
    }

    /** Rows of skipped sequences that are remembered. */
    int gaps() {
        return gaps.size();
    }

    /** The next in order, or null if it is not there yet. */
    @Nullable
    T poll() {
        for (Gap gap = gaps.peek(); gap != null && gap.from <= next; gap = gaps.peek()) {
            next = Math.max(next, gap.to);
            gaps.remove();
        }
        T value = early.remove(next);
        if (value != null) {
            next++;
        }
        return value;
    }
}
