package io.facet.app.master.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A set of paths in 16 bytes each, for datasets of millions: holds the first 128 bits of their SHA-256, which no two
 * paths share by accident. Not thread-safe.
 */
public final class PathSet {
    private long[] table = new long[2 * 1024];
    private int size;
    private final MessageDigest digest = Sha256.begin();

    public int size() {
        return size;
    }

    /** Returns false if it was there already. */
    public boolean add(String path) {
        ByteBuffer hash = hash(path);
        if (!insert(table, hash.getLong(0), hash.getLong(Long.BYTES))) {
            return false;
        }
        size++;
        if (size > table.length / 4) {
            grow();
        }
        return true;
    }

    public boolean contains(String path) {
        ByteBuffer hash = hash(path);
        long high = hash.getLong(0);
        long low = hash.getLong(Long.BYTES);
        for (int slot = slot(table, low); ; slot = next(table, slot)) {
            if (isEmpty(table, slot)) {
                return false;
            }
            if (table[slot] == high && table[slot + 1] == low) {
                return true;
            }
        }
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (int slot = 0; slot < table.length; slot += 2) {
            if (!isEmpty(table, slot)) {
                insert(larger, table[slot], table[slot + 1]);
            }
        }
        table = larger;
    }

    private static boolean insert(long[] table, long high, long low) {
        int slot = slot(table, low);
        while (!isEmpty(table, slot)) {
            if (table[slot] == high && table[slot + 1] == low) {
                return false;
            }
            slot = next(table, slot);
        }
        table[slot] = high;
        table[slot + 1] = low;
        return true;
    }

    /** No SHA-256 of a path is known, nor will be found, whose first 128 bits are 0. */
    private static boolean isEmpty(long[] table, int slot) {
        return table[slot] == 0 && table[slot + 1] == 0;
    }

    private static int slot(long[] table, long low) {
        return (int) low & (table.length - 2);
    }

    private static int next(long[] table, int slot) {
        return (slot + 2) & (table.length - 2);
    }

    private ByteBuffer hash(String path) {
        return ByteBuffer.wrap(digest.digest(path.getBytes(StandardCharsets.UTF_8)));
    }
}
