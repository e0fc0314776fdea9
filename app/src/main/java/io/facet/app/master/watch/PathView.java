package io.facet.app.master.watch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the paths of a {@link PathTable}, those up to the moment at which it was made and perhaps more. What it reads is
 * written once, so that it needs no guard.
 */
final class PathView {
    static final int CHUNK_BITS = 20;
    private static final int WITHIN = (1 << CHUNK_BITS) - 1;
    /** Bytes of the length in front of a path. */
    private static final int PREFIX = 2;

    private final byte[][] chunks;
    private final int[] offsets;

    PathView(byte[][] chunks, int[] offsets) {
        this.chunks = chunks;
        this.offsets = offsets;
    }

    private byte[] chunk(int number) {
        return chunks[offsets[number] >>> CHUNK_BITS];
    }

    private int start(int number) {
        return (offsets[number] & WITHIN) + PREFIX;
    }

    private int length(int number) {
        byte[] chunk = chunk(number);
        int at = offsets[number] & WITHIN;
        return ((chunk[at] & 0xFF) << 8) | (chunk[at + 1] & 0xFF);
    }

    String get(int number) {
        return new String(chunk(number), start(number), length(number), StandardCharsets.UTF_8);
    }

    boolean is(int number, byte[] path) {
        int start = start(number);
        return length(number) == path.length
                && Arrays.equals(chunk(number), start, start + path.length, path, 0, path.length);
    }

    /** Whether the path contains {@code text}, whatever the case of the 26 letters. */
    boolean contains(int number, byte[] lowerCaseText) {
        byte[] chunk = chunk(number);
        int start = start(number);
        int last = start + length(number) - lowerCaseText.length;
        for (int at = start; at <= last; at++) {
            int matched = 0;
            while (matched < lowerCaseText.length && lower(chunk[at + matched]) == lowerCaseText[matched]) {
                matched++;
            }
            if (matched == lowerCaseText.length) {
                return true;
            }
        }
        return false;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
    }

    /** Compares two paths by their bytes, which is the order of their characters. */
    int compare(int one, int other) {
        return Arrays.compareUnsigned(
                chunk(one),
                start(one),
                start(one) + length(one),
                chunk(other),
                start(other),
                start(other) + length(other));
    }
}
