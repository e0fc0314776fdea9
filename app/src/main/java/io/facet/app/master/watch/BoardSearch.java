package io.facet.app.master.watch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Looks through all rows of a board, holding it up for a moment at a time. Not thread-safe; for one search. */
@SuppressWarnings("EnumOrdinal") // a byte in a column; it never leaves this process
final class BoardSearch {
    /** Rows that are looked at in one go. */
    private static final int BLOCK = 8192;

    private static final int ANY = -2;

    private final Object lock;
    private final PathTable paths;
    private final BoardColumns columns;
    private final LabelTally labels;
    private int[] found = new int[1024];
    private int size;

    BoardSearch(Object lock, PathTable paths, BoardColumns columns, LabelTally labels) {
        this.lock = lock;
        this.paths = paths;
        this.columns = columns;
        this.labels = labels;
    }

    /** The rows that match, in ascending order. */
    int[] matching(ImageBoard.Filter filter) {
        int rows;
        int label;
        PathView view;
        String wantedLabel = filter.label();
        synchronized (lock) {
            rows = paths.size();
            view = paths.view();
            label = wantedLabel == null ? ANY : labels.find(wantedLabel);
        }
        int state = filter.state() == null ? ANY : filter.state().ordinal();
        IntPredicate text = text(filter.text(), view);
        for (int from = 0; from < rows; from += BLOCK) {
            int before = size;
            synchronized (lock) {
                take(from, Math.min(rows, from + BLOCK), state, label);
            }
            keep(before, text);
        }
        return Arrays.copyOf(found, size);
    }

    private void take(int from, int to, int state, int label) {
        for (int index = from; index < to; index++) {
            BoardColumns.Page page = columns.page(index);
            int row = BoardColumns.row(index);
            if ((state == ANY || page.state[row] == state) && (label == ANY || page.label[row] == label)) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, size * 2);
                }
                found[size++] = index;
            }
        }
    }

    private void keep(int from, IntPredicate text) {
        int kept = from;
        for (int i = from; i < size; i++) {
            if (text.test(found[i])) {
                found[kept++] = found[i];
            }
        }
        size = kept;
    }

    private static IntPredicate text(String text, PathView view) {
        if (text.isEmpty()) {
            return index -> true;
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        if (wanted.chars().allMatch(c -> c < 0x80)) {
            byte[] bytes = wanted.getBytes(StandardCharsets.US_ASCII);
            return index -> view.contains(index, bytes);
        }
        return index -> view.get(index).toLowerCase(Locale.ROOT).contains(wanted);
    }
}
