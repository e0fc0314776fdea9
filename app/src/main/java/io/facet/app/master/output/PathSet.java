package io.facet.app.master.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths in 20 to 26 bytes each, for datasets of millions: holds the first 128 bits of their SHA-256, which no
 * two paths share by accident. Grows in small steps, a segment at a time. Not thread-safe.
 */
public final class PathSet {
    private static final int SEGMENTS = 1024;

    private final @Nullable Segment[] segments = new Segment[SEGMENTS];
    private int size;
    private final MessageDigest digest = Sha256.begin();

    public int size() {
        return size;
    }

    /** Returns false if it was there already. */
    public boolean add(String path) {
        ByteBuffer hash = hash(path);
        long high = hash.getLong(0);
        int index = index(high);
        Segment segment = segments[index];
        if (segment == null) {
            segment = new Segment();
            segments[index] = segment;
        }
        boolean isNew = segment.add(high, hash.getLong(Long.BYTES));
        if (isNew) {
            size++;
        }
        return isNew;
    }

    public boolean contains(String path) {
        ByteBuffer hash = hash(path);
        Segment segment = segments[index(hash.getLong(0))];
        return segment != null && segment.contains(hash.getLong(0), hash.getLong(Long.BYTES));
    }

    private static int index(long high) {
        return (int) (high >>> (Long.SIZE - Integer.numberOfTrailingZeros(SEGMENTS)));
    }

    private ByteBuffer hash(String path) {
        return ByteBuffer.wrap(digest.digest(path.getBytes(StandardCharsets.UTF_8)));
    }

    /** A table with linear probing, of pairs of longs. */
    private static final class Segment {
        private long[] table = new long[2 * 8];
        private int size;

        boolean add(long high, long low) {
            int slot = find(table, high, low);
            if (!isEmpty(table, slot)) {
                return false;
            }
            table[slot] = high;
            table[slot + 1] = low;
            if (++size * 5 > table.length / 2 * 4) {
                grow();
            }
            return true;
        }

        boolean contains(long high, long low) {
            return !isEmpty(table, find(table, high, low));
        }

        /** By a quarter: a table is never less than five eighths full, but for the first. */
        private void grow() {
            long[] larger = new long[2 * (table.length / 2 * 5 / 4)];
            for (int slot = 0; slot < table.length; slot += 2) {
                if (!isEmpty(table, slot)) {
                    int place = find(larger, table[slot], table[slot + 1]);
                    larger[place] = table[slot];
                    larger[place + 1] = table[slot + 1];
                }
            }
            table = larger;
        }

        /** Where the pair is, or the empty slot where it belongs. */
        private static int find(long[] table, long high, long low) {
            int slot = 2 * (int) Math.unsignedMultiplyHigh(low, table.length / 2);
            while (!isEmpty(table, slot) && (table[slot] != high || table[slot + 1] != low)) {
                slot = slot + 2 == table.length ? 0 : slot + 2;
            }
            return slot;
        }

        /** No SHA-256 of a path is known, nor will be found, whose first 128 bits are 0. */
        private static boolean isEmpty(long[] table, int slot) {
            return table[slot] == 0 && table[slot + 1] == 0;
        }
    }
}
