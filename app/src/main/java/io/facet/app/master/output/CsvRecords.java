package io.facet.app.master.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads a CSV file record by record, straight from its bytes, so that numbers never become strings. RFC 4180; records
 * may end in a line feed alone. What follows the last whole record is {@linkplain #torn left over}: a writer that was
 * killed left it. Not thread-safe; the stream belongs to whoever opened it.
 *
 * <p>Only the bytes of quotes, commas and line ends matter for the structure, and none of them occurs inside a
 * multi-byte character of UTF-8.
 */
public final class CsvRecords {
    private static final int LONGEST_RECORD = 16 << 20;
    /** Label, path and message, all of them quoted. */
    private static final int LONGEST_TEXT = 128 << 10;

    /** The file is no CSV from here on. The message continues a sentence that begins with the file. */
    public static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String what) {
            super(what);
        }
    }

    private final InputStream in;
    private byte[] buffer = new byte[256 << 10];
    private int[] starts = new int[64];
    private int fields;
    private int from;
    private int to;
    private int filled;
    private long before;
    private long index = -1;

    public CsvRecords(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next whole record. Returns false if there is none.
     *
     * @throws Damaged if a quote is not closed, or a record is longer than any that a run writes
     */
    public boolean next() throws IOException {
        from = to;
        fields = 1;
        starts[0] = 0;
        boolean quoted = false;
        int at = from;
        while (true) {
            if (at == filled) {
                at -= makeRoom(quoted);
                if (!fill()) {
                    return false;
                }
            }
            byte b = buffer[at++];
            if (b == '"') {
                quoted = !quoted;
            } else if (b == ',' && !quoted) {
                field(at - from);
            } else if (b == '\n' && !quoted) {
                to = at;
                index++;
                return true;
            }
        }
    }

    /** Moves what is read of the record to the front of the buffer. Returns by how much. */
    private int makeRoom(boolean quoted) throws Damaged {
        int length = filled - from;
        if (length > (quoted ? LONGEST_TEXT : LONGEST_RECORD)) {
            // Without a limit, one stray quote would make everything after it a torn record, to be cut off.
            throw new Damaged(quoted ? "has a quote that is not closed" : "has a record longer than 16 MB");
        }
        int moved = from;
        if (moved > 0) {
            System.arraycopy(buffer, from, buffer, 0, length);
            before += moved;
            from = 0;
            to = 0;
            filled = length;
        }
        return moved;
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(n, 0);
        return n >= 0;
    }

    private void field(int start) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[fields++] = start;
    }

    /** Which record this is; the header is number 0. */
    public long index() {
        return index;
    }

    /** Fields in this record. */
    public int fields() {
        return fields;
    }

    /** Where this record begins in the file, if the stream began at its start. */
    public long start() {
        return before + from;
    }

    /** Where the record after this one begins. */
    public long end() {
        return before + to;
    }

    /** The text of a field. */
    public String text(int field) {
        int begin = from + starts[field];
        int end = endOf(field);
        if (end - begin < 2 || buffer[begin] != '"' || buffer[end - 1] != '"') {
            return new String(buffer, begin, end - begin, StandardCharsets.UTF_8);
        }
        return new String(buffer, begin + 1, end - begin - 2, StandardCharsets.UTF_8).replace("\"\"", "\"");
    }

    /**
     * The number in a field.
     *
     * @throws NumberFormatException if it holds none
     */
    public float number(int field) {
        return FloatReader.parse(buffer, from + starts[field], endOf(field));
    }

    private int endOf(int field) {
        return field + 1 < fields ? from + starts[field + 1] - 1 : contentEnd();
    }

    private int contentEnd() {
        int end = to - 1;
        return end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    }

    /** The whole record without its end. */
    public String line() {
        return new String(buffer, from, contentEnd() - from, StandardCharsets.UTF_8);
    }

    /** Gives the bytes of this record, its end included, to {@code digest}. */
    public void digest(MessageDigest digest) {
        digest.update(buffer, from, to - from);
    }

    /** How many bytes follow the last whole record. Only after {@link #next} returned false. */
    public int torn() {
        return filled - from;
    }

    /** The first {@code most} bytes that follow the last whole record, as text, without the zeros at their end. */
    String tornText(int most) {
        int end = Math.min(filled, from + most);
        while (end > from && buffer[end - 1] == 0) {
            end--;
        }
        return new String(buffer, from, end - from, StandardCharsets.UTF_8);
    }
}
