package io.facet.app.master.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths as bytes in large chunks, numbered in the order of adding, and a hash table of those numbers: about 18 bytes a path
 * and the path itself. The table is in parts that grow one at a time, so that no path is the one that has to wait for a
 * million others to be put in their new places. Guarded by its board.
 */
final class PathTable {
    private static final int CHUNK_BITS = PathView.CHUNK_BITS;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LONGEST = 0xFFFF;
    private static final int PARTS_BITS = 8;
    /** Above this share of a part it is made twice as large. */
    private static final double FULL = 0.6;

    private final List<byte[]> chunks = new ArrayList<>();
    private int chunkUsed = CHUNK;
    private int[] offsets = new int[1024];
    private int[] hashes = new int[1024];
    /** By the highest bits of the hash: numbers plus one, 0 where there is none. */
    private final int[][] parts = new int[1 << PARTS_BITS][16];

    private final int[] partSizes = new int[1 << PARTS_BITS];
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
        insert(size - 1);
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

    private static int part(int hash) {
        return hash >>> (Integer.SIZE - PARTS_BITS);
    }

    private int find(byte[] bytes, int hash) {
        int[] part = parts[part(hash)];
        int mask = part.length - 1;
        for (int slot = hash & mask; part[slot] != 0; slot = (slot + 1) & mask) {
            int number = part[slot] - 1;
            if (hashes[number] == hash && view().is(number, bytes)) {
                return number;
            }
        }
        return -1;
    }

    private void insert(int number) {
        int index = part(hashes[number]);
        partSizes[index]++;
        if (partSizes[index] > parts[index].length * FULL) {
            parts[index] = grown(parts[index]);
        }
        put(parts[index], number);
    }

    private int[] grown(int[] part) {
        int[] larger = new int[part.length * 2];
        for (int entry : part) {
            if (entry != 0) {
                put(larger, entry - 1);
            }
        }
        return larger;
    }

    private void put(int[] part, int number) {
        int mask = part.length - 1;
        int slot = hashes[number] & mask;
        while (part[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        part[slot] = number + 1;
    }

    /** FNV-1a, mixed once more because its highest and its lowest bits are used apart. */
    private static int hash(byte[] bytes) {
        int hash = 0x811c9dc5;
        for (byte b : bytes) {
            hash = (hash ^ b) * 0x01000193;
        }
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >>> 12;
        hash *= 0x297a2d39;
        return hash ^ (hash >>> 15);
    }
}
