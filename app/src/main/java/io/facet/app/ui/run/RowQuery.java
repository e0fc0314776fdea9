package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.ImageRow;
import io.facet.app.master.watch.IndexList;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which images a table shows and in which order. Immutable.
 *
 * @param filter which
 * @param sort by what; null for those that run first, then the newest that ended, then those that wait
 */
record RowQuery(ImageBoard.Filter filter, ImageBoard.@Nullable Sort sort, boolean ascending) {
    static final RowQuery ALL = new RowQuery(new ImageBoard.Filter(null, null, ""), null, true);

    RowQuery withState(ImageRow.@Nullable State state) {
        return new RowQuery(new ImageBoard.Filter(state, filter.label(), filter.text()), sort, ascending);
    }

    RowQuery withLabel(@Nullable String label) {
        return new RowQuery(new ImageBoard.Filter(filter.state(), label, filter.text()), sort, ascending);
    }

    RowQuery withText(String text) {
        return new RowQuery(new ImageBoard.Filter(filter.state(), filter.label(), text), sort, ascending);
    }

    RowQuery sorted(ImageBoard.@Nullable Sort by, boolean up) {
        return new RowQuery(filter, by, up);
    }

    /** Whether it asks for every image. */
    boolean isForAll() {
        return filter.state() == null && filter.label() == null && filter.text().isEmpty();
    }

    /** The indexes of the images, in order. Looks at all of them: not for the window's own thread. */
    int[] run(ImageBoard board) {
        if (sort != null) {
            return board.find(filter, sort, ascending);
        }
        int[] all = board.find(filter, ImageBoard.Sort.INDEX, true);
        BitSet left = new BitSet();
        for (int index : all) {
            left.set(index);
        }
        int[] order = new int[all.length];
        int size = 0;
        for (int index : board.running()) {
            size = take(index, left, order, size);
        }
        IndexList finished = board.finished();
        for (int place = finished.size() - 1; place >= 0; place--) {
            size = take(finished.get(place), left, order, size);
        }
        for (int index = left.nextSetBit(0); index >= 0; index = left.nextSetBit(index + 1)) {
            order[size++] = index;
        }
        return size == order.length ? order : Arrays.copyOf(order, size);
    }

    private static int take(int index, BitSet left, int[] order, int size) {
        if (!left.get(index)) {
            return size;
        }
        left.clear(index);
        order[size] = index;
        return size + 1;
    }
}
