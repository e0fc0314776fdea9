package io.facet.app.ui.run;

import java.util.AbstractList;
import javafx.collections.ObservableListBase;

/**
 * The items of a table without an object for any of them: item number n is the number n. What stands in that place is
 * looked up when it is drawn. Confined to the window's thread.
 */
final class Places extends ObservableListBase<Integer> {
    private int size;

    @Override
    public Integer get(int place) {
        return place;
    }

    @Override
    public int size() {
        return size;
    }

    /** There are {@code next} places from now on. */
    void resize(int next) {
        if (next == size) {
            return;
        }
        beginChange();
        int before = size;
        size = next;
        if (next > before) {
            nextAdd(before, next);
        } else {
            nextRemove(next, new Gone(next, before - next));
        }
        endChange();
    }

    /** The numbers that are no places any more. */
    private static final class Gone extends AbstractList<Integer> {
        private final int from;
        private final int size;

        Gone(int from, int size) {
            this.from = from;
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return from + index;
        }

        @Override
        public int size() {
            return size;
        }
    }
}
