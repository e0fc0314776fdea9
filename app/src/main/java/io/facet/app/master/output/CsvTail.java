package io.facet.app.master.output;

import io.facet.app.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads a CSV file that a former run left, record by record in one pass, up to the last whole record. What follows that
 * one is what a killed writer left behind.
 *
 * <p>Only the bytes of quotes, commas and line ends matter for the structure, and none of them occurs inside a
 * multi-byte character of UTF-8.
 */
final class CsvTail {
    private static final int LONGEST_RECORD = 16 << 20;
    /** Label, path and message, all of them quoted. */
    private static final int LONGEST_TEXT = 128 << 10;

    /**
     * What was found.
     *
     * @param records whole records, the header not counted
     * @param length bytes up to the end of the last whole record
     * @param torn bytes after it
     */
    record Found(long records, long length, long torn) {}

    /** Called for each whole record but the header, with the text of its first fields (as many as asked for). */
    @FunctionalInterface
    interface Visitor {
        void record(String[] fields) throws IOException;
    }

    private final Path file;
    private final String header;
    private final int columns;
    private final int wanted;
    private final MessageDigest digest;
    private final Visitor visitor;

    private byte[] record = new byte[64 << 10];
    private int size;
    private boolean quoted;
    private int fields = 1;
    private long records = -1;
    private long length;

    /**
     * Reads {@code file}, as it is called in messages.
     *
     * @param wanted how many fields of a record the visitor wants
     * @param digest is fed all whole records, the header included
     */
    CsvTail(Path file, String header, int wanted, MessageDigest digest, Visitor visitor) {
        this.file = file;
        this.header = header;
        this.columns = (int) header.chars().filter(c -> c == ',').count() + 1;
        this.wanted = wanted;
        this.digest = digest;
        this.visitor = visitor;
    }

    /**
     * Reads to the end of {@code in}.
     *
     * @throws UserException OUTPUT_MISMATCH if the header is another, OUTPUT_DAMAGED if a record that is not the last
     *     has the wrong number of fields
     */
    Found read(InputStream in) throws IOException {
        byte[] block = new byte[256 << 10];
        long total = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            total += n;
            take(block, n);
        }
        if (records < 0) {
            checkTornHeader();
        }
        return new Found(Math.max(records, 0), length, total - length);
    }

    private void take(byte[] block, int n) throws IOException {
        int from = 0;
        for (int i = 0; i < n; i++) {
            byte b = block[i];
            if (b == '"') {
                quoted = !quoted;
            } else if (b == ',' && !quoted) {
                fields++;
            } else if (b == '\n' && !quoted) {
                append(block, from, i + 1);
                from = i + 1;
                endOfRecord();
            }
        }
        append(block, from, n);
    }

    private void append(byte[] block, int from, int to) {
        if (size + (to - from) > (quoted ? LONGEST_TEXT : LONGEST_RECORD)) {
            // Without a limit, one stray quote would make everything after it a torn record, to be cut off.
            throw damaged(quoted ? "has a quote that is not closed" : "has a record longer than 16 MB");
        }
        if (record.length - size < to - from) {
            record = Arrays.copyOf(record, Math.max(record.length * 2, size + to - from));
        }
        System.arraycopy(block, from, record, size, to - from);
        size += to - from;
    }

    private void endOfRecord() throws IOException {
        int end = size - 1;
        if (end > 0 && record[end - 1] == '\r') {
            end--;
        }
        if (records < 0) {
            checkHeader(new String(record, 0, end, StandardCharsets.UTF_8));
        } else if (fields != columns) {
            throw damaged("has %d fields in record %d where %d belong".formatted(fields, records + 1, columns));
        } else {
            visitor.record(firstFields(end));
        }
        digest.update(record, 0, size);
        records++;
        length += size;
        size = 0;
        fields = 1;
    }

    /** A writer that was stopped at once has left a part of the header, or zeros; anything else is not of a run. */
    private void checkTornHeader() {
        int end = size;
        while (end > 0 && record[end - 1] == 0) {
            end--;
        }
        if (!(header + "\r").startsWith(new String(record, 0, end, StandardCharsets.UTF_8))) {
            checkHeader(new String(record, 0, Math.min(size, 200), StandardCharsets.UTF_8));
        }
    }

    private void checkHeader(String found) {
        if (!found.equals(header)) {
            throw new UserException(
                    UserException.Code.OUTPUT_MISMATCH,
                    "%s has other columns (%s) than this run writes (%s). Choose another file, or --overwrite this one."
                            .formatted(file, brief(found), brief(header)));
        }
    }

    private static String brief(String header) {
        String[] names = header.split(",", -1);
        return names.length <= 4 ? header : names[0] + "," + names[1] + "," + names[2] + "…" + names[names.length - 1];
    }

    private String[] firstFields(int end) {
        String[] found = new String[wanted];
        int count = 0;
        int from = 0;
        boolean inQuotes = false;
        for (int i = 0; count < wanted; i++) {
            if (i < end && record[i] == '"') {
                inQuotes = !inQuotes;
            } else if (i == end || (record[i] == ',' && !inQuotes)) {
                found[count++] = unquote(new String(record, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        return found;
    }

    private static String unquote(String field) {
        return field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"")
                ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                : field;
    }

    private UserException damaged(String what) {
        return new UserException(
                UserException.Code.OUTPUT_DAMAGED,
                "%s cannot be continued: it %s. It was changed by another program; restore it, choose another file, or --overwrite it."
                        .formatted(file, what));
    }
}
