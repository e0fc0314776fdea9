package io.facet.app.master.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of CSV that grow; reused from row to row. Not thread-safe. */
public final class RowBytes {
    static final String END_OF_RECORD = "\r\n";

    private byte[] bytes = new byte[16 << 10];
    private int size;
    private final StringBuilder text = new StringBuilder(32);

    /** Bytes that were written and not cleared. */
    public int size() {
        return size;
    }

    /** Begins anew. */
    public void clear() {
        size = 0;
    }

    /** What was written, valid until the next change. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    void ascii(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    void ascii(CharSequence text, int from, int to) {
        room(to - from);
        for (int i = from; i < to; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Decimal digits, with zeros in front up to {@code width} of them. */
    void digits(long value, int width) {
        int count = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            count++;
        }
        count = Math.max(count, width);
        room(count);
        long rest = value;
        for (int i = size + count - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    /** What {@link Float#toString} gives, without a new string for each number. Valid until the next call. */
    StringBuilder text(float value) {
        text.setLength(0);
        return text.append(value);
    }

    /** A text field, quoted where RFC 4180 asks for it. */
    void field(String text) {
        boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        String field = quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
        byte[] utf8 = field.getBytes(StandardCharsets.UTF_8);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** A whole record of text fields. */
    public void record(String... fields) {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                ascii(',');
            }
            field(fields[i]);
        }
        endOfRecord();
    }

    void endOfRecord() {
        ascii(END_OF_RECORD, 0, END_OF_RECORD.length());
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
