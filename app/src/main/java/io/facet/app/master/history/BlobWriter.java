package io.facet.app.master.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers in as few bytes as they need (base 128, low digits first) and text. Not thread-safe. */
final class BlobWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A number; small ones take few bytes, negative ones ten. */
    BlobWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** A number that may be negative: small ones of either sign take few bytes. */
    BlobWriter signed(long value) {
        return number((value << 1) ^ (value >> 63));
    }

    BlobWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
