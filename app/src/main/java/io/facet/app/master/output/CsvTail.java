package io.facet.app.master.output;

import io.facet.app.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Reads a CSV file that a former run left, record by record in one pass, up to the last whole record. What follows that
 * one is what a killed writer left behind.
 */
final class CsvTail {
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
        CsvRecords records = new CsvRecords(in);
        long length = 0;
        try {
            while (records.next()) {
                take(records);
                length = records.end();
            }
        } catch (CsvRecords.Damaged e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        if (records.index() < 0) {
            checkTornHeader(records);
        }
        return new Found(Math.max(records.index(), 0), length, records.torn());
    }

    private void take(CsvRecords records) throws IOException {
        if (records.index() == 0) {
            checkHeader(records.line());
        } else if (records.fields() != columns) {
            throw damaged(
                    "has %d fields in record %d where %d belong".formatted(records.fields(), records.index(), columns));
        } else {
            String[] first = new String[wanted];
            for (int i = 0; i < wanted; i++) {
                first[i] = records.text(i);
            }
            visitor.record(first);
        }
        records.digest(digest);
    }

    /** A writer that was stopped at once has left a part of the header, or zeros; anything else is not of a run. */
    private void checkTornHeader(CsvRecords records) {
        if (!(header + "\r").startsWith(records.tornText(Integer.MAX_VALUE >> 1))) {
            checkHeader(records.tornText(200));
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

    private UserException damaged(String what) {
        return new UserException(
                UserException.Code.OUTPUT_DAMAGED,
                "%s cannot be continued: it %s. It was changed by another program; restore it, choose another file, or --overwrite it."
                        .formatted(file, what));
    }
}
