package io.facet.app.master.history;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link BlobWriter} wrote. Whatever the bytes are, it never takes more memory than a few times their number.
 * Not thread-safe.
 */
final class BlobReader {
    /** The bytes are not what a {@link BlobWriter} wrote. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(String what) {
            super(what);
        }
    }

    private final byte[] bytes;
    private int at;

    BlobReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The number that everything begins with. */
    void version(int known) throws Damaged {
        if (number() != known) {
            throw new Damaged("it is of another version");
        }
    }

    long number() throws Damaged {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == bytes.length) {
                throw new Damaged("it ends in a number");
            }
            byte b = bytes[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new Damaged("a number does not end");
    }

    long signed() throws Damaged {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things that follow, each of which takes a byte at least. */
    int count() throws Damaged {
        long value = number();
        if (value < 0 || value > bytes.length - at) {
            throw new Damaged("it holds less than it says");
        }
        return (int) value;
    }

    /** A number from 0 to {@code most}. */
    int upTo(int most) throws Damaged {
        long value = number();
        if (value < 0 || value > most) {
            throw new Damaged("a number is out of range");
        }
        return (int) value;
    }

    String text() throws Damaged {
        int length = count();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** To be called after the last thing. */
    void end() throws Damaged {
        if (at != bytes.length) {
            throw new Damaged("something follows");
        }
    }
}
