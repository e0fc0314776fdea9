package io.facet.app.master.watch;

import java.util.Arrays;

/**
 * A list of numbers that only grows at its end, so that whoever looked at it once can go on reading what they saw. Guarded
 * by its board; the views are not, and need not be.
 */
final class IndexLog {
    private static final int BITS = 12;
    private static final int CHUNK = 1 << BITS;

    private int[][] chunks = new int[4][];
    private int size;

    int size() {
        return size;
    }

    int get(int place) {
        return chunks[place >>> BITS][place & (CHUNK - 1)];
    }

    void add(int index) {
        int chunk = size >>> BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK];
        }
        chunks[chunk][size & (CHUNK - 1)] = index;
        size++;
    }

    /** The list as it stands now. */
    IndexList view() {
        return new View(chunks, size);
    }

    private static final class View implements IndexList {
        private final int[][] chunks;
        private final int size;

        View(int[][] chunks, int size) {
            this.chunks = chunks;
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int get(int place) {
            if (place < 0 || place >= size) {
                throw new IndexOutOfBoundsException(place);
            }
            return chunks[place >>> BITS][place & (CHUNK - 1)];
        }
    }
}
