package io.facet.models.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers out of a file's bytes at absolute offsets. What lies outside the file is a file that is cut off, and
 * nothing else can go wrong.
 */
final class Bytes {
    private final ByteBuffer big;
    private final ByteBuffer little;
    private final int size;

    /** A view of the buffer from 0 to its limit; its position and order are neither used nor changed. */
    Bytes(ByteBuffer buffer) {
        big = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        little = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        size = buffer.limit();
    }

    int size() {
        return size;
    }

    /** The bytes themselves, big endian. */
    ByteBuffer buffer() {
        return big;
    }

    int u8(long at) {
        return big.get(checked(at, 1)) & 0xff;
    }

    int u16(long at, ByteOrder order) {
        return of(order).getShort(checked(at, 2)) & 0xffff;
    }

    long u32(long at, ByteOrder order) {
        return of(order).getInt(checked(at, 4)) & 0xffff_ffffL;
    }

    /** Three bytes, little endian. */
    int u24Little(long at) {
        return u16(at, ByteOrder.LITTLE_ENDIAN) | u8(at + 2) << 16;
    }

    /** Whether the ASCII text stands at that offset; false if the file ends before. */
    boolean has(long at, String ascii) {
        if (at < 0 || at + ascii.length() > size) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (big.get((int) at + i) != (byte) ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Text of that many bytes, as Latin-1. */
    String text(long at, int length) {
        byte[] text = new byte[length];
        big.get(checked(at, length), text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer of(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN ? big : little;
    }

    private int checked(long at, int length) {
        if (at < 0 || at + length > size) {
            throw Unreadable.cutOff();
        }
        return (int) at;
    }
}
