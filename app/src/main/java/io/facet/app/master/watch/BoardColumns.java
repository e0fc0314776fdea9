package io.facet.app.master.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a board in pages of rows, so that it grows without copying: 30 bytes a row. Guarded by its board.
 */
final class BoardColumns {
    private static final int BITS = 13;
    private static final int ROWS = 1 << BITS;

    /** Never finished in this run. */
    static final int NOWHERE = -1;

    /** Some rows. A row that is new is all zeros but for {@code finishedAt}. */
    static final class Page {
        final byte[] state = new byte[ROWS];
        final byte[] attempts = new byte[ROWS];
        final byte[] reason = new byte[ROWS];
        final short[] agent = new short[ROWS];
        final short[] slot = new short[ROWS];
        final int[] label = new int[ROWS];
        final int[] micros = new int[ROWS];
        final int[] message = new int[ROWS];
        final int[] finishedAt = new int[ROWS];
        final long[] size = new long[ROWS];

        /** Nothing has happened to the row. */
        void clear(int row) {
            state[row] = 0;
            attempts[row] = 0;
            reason[row] = 0;
            agent[row] = 0;
            slot[row] = 0;
            micros[row] = 0;
            message[row] = 0;
            finishedAt[row] = NOWHERE;
        }
    }

    private final List<Page> pages = new ArrayList<>();

    Page page(int index) {
        return pages.get(index >>> BITS);
    }

    static int row(int index) {
        return index & (ROWS - 1);
    }

    /** There is a row with this index now, the next after those that there were. */
    void grow(int index) {
        if (index >>> BITS == pages.size()) {
            pages.add(new Page());
        }
        page(index).clear(row(index));
    }
}
