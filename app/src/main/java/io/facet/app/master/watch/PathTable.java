package io.facet.app.master.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths as bytes in large chunks, numbered in the order of adding, and a hash table of those numbers: 18 bytes a path and
 * the path itself. Guarded by its board.
 */
final class PathTable {
    private static final int CHUNK_BITS = PathView.CHUNK_BITS;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LONGEST = 0xFFFF;
    /** Above this share of the table it is made twice as large. */
    private static final double FULL = 0.6;

    private final List<byte[]> chunks = new ArrayList<>();
    private int chunkUsed = CHUNK;
    private int[] offsets = new int[1024];
    private int[] hashes = new int[1024];
    private int[] table = new int[2048];
    private int size;

    /** Null after chunks or offsets have become others. */
    private @Nullable PathView view;

    int size() {
        return size;
    }

    /** The number of the path; -1 if it is not there. */
    int find(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        return find(bytes, hash(bytes));
    }

    /** The number of the path, which is {@link #size} before the call if it was not there. */
    int add(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        int hash = hash(bytes);
        int known = find(bytes, hash);
        if (known >= 0) {
            return known;
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size + (size >> 1));
            hashes = Arrays.copyOf(hashes, size + (size >> 1));
            view = null;
        }
        offsets[size] = write(bytes);
        hashes[size] = hash;
        size++;
        if (size > table.length * FULL) {
            grow();
        } else {
            insert(size - 1);
        }
        return size - 1;
    }

    private int write(byte[] bytes) {
        int length = bytes.length;
        if (length > LONGEST) {
            throw new IllegalArgumentException("a path of " + length + " bytes is too long");
        }
        if (CHUNK - chunkUsed < length + 2) {
            if (chunks.size() == 1 << (Integer.SIZE - CHUNK_BITS)) {
                throw new IllegalStateException("too many images for one board");
            }
            chunks.add(new byte[CHUNK]);
            chunkUsed = 0;
            view = null;
        }
        byte[] chunk = chunks.getLast();
        int offset = ((chunks.size() - 1) << CHUNK_BITS) | chunkUsed;
        chunk[chunkUsed++] = (byte) (length >>> 8);
        chunk[chunkUsed++] = (byte) length;
        System.arraycopy(bytes, 0, chunk, chunkUsed, length);
        chunkUsed += length;
        return offset;
    }

    String get(int number) {
        return view().get(number);
    }

    /** The paths that there are, to be read without a guard. */
    PathView view() {
        PathView current = view;
        if (current == null) {
            current = new PathView(chunks.toArray(new byte[0][]), offsets);
            view = current;
        }
        return current;
    }

    private int find(byte[] bytes, int hash) {
        int mask = table.length - 1;
        for (int slot = hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            int number = table[slot] - 1;
            if (hashes[number] == hash && view().is(number, bytes)) {
                return number;
            }
        }
        return -1;
    }

    private void insert(int number) {
        int mask = table.length - 1;
        int slot = hashes[number] & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = number + 1;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int number = 0; number < size; number++) {
            insert(number);
        }
    }

    /** FNV-1a, mixed once more because only its low bits are used. */
    private static int hash(byte[] bytes) {
        int hash = 0x811c9dc5;
        for (byte b : bytes) {
            hash = (hash ^ b) * 0x01000193;
        }
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >>> 13);
    }
}
