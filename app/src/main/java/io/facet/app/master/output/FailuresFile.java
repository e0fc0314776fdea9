package io.facet.app.master.output;

import io.facet.app.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failures file of an output, page by page, while a run may still write to it. Remembers where every {@value #STEP}th
 * record begins and nothing of what is in them, so that a million failures scroll in little memory. The file is open
 * only during a call: on Windows a run could not replace it otherwise. Thread-safe; reads the disk, so not for the thread
 * of a window.
 */
public final class FailuresFile {
    private static final int STEP = 256;

    private final Path file;
    private @Nullable Object identity;
    private long[] starts = new long[64];
    private long records;
    private long end;

    private FailuresFile(Path file) {
        this.file = file;
    }

    /**
     * Looks through the file once. One that is not there holds no failures.
     *
     * @throws UserException OUTPUT_DAMAGED if it is no failures file
     */
    public static FailuresFile open(Path file) {
        FailuresFile failures = new FailuresFile(file);
        failures.refresh();
        return failures;
    }

    /** Failures in the file, when it was last looked at. */
    public synchronized long size() {
        return records;
    }

    /**
     * Looks at what was added since; at the whole file if it is another one now.
     *
     * @return whether there is anything new
     * @throws UserException OUTPUT_DAMAGED if it is no failures file
     */
    public synchronized boolean refresh() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            boolean same = identityOf(now).equals(identity) && now.size() >= end;
            if (same && now.size() == end) {
                return false;
            }
            if (!same) {
                forget();
                identity = identityOf(now);
            }
            long before = records;
            scan();
            return !same || records != before;
        } catch (NoSuchFileException e) {
            boolean had = records > 0;
            forget();
            return had;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** A file that is replaced by another one of its name has another of these. */
    private static Object identityOf(BasicFileAttributes attributes) {
        Object key = attributes.fileKey(); // none on Windows
        return key == null ? attributes.creationTime() : key;
    }

    private void forget() {
        identity = null;
        records = 0;
        end = 0;
    }

    /** Reads from the last whole record on. */
    private void scan() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            CsvRecords reader = at(channel, end);
            long offset = end;
            if (offset == 0) {
                if (!reader.next()) {
                    return; // not even the header is there yet
                }
                if (!reader.line().equals(FailureFormat.HEADER)) {
                    throw new CsvRecords.Damaged("begins with other columns than " + FailureFormat.HEADER);
                }
                end = reader.end();
            }
            while (reader.next()) {
                if (reader.fields() != FailureFormat.COLUMNS) {
                    throw new CsvRecords.Damaged("has %d fields in record %d where %d belong"
                            .formatted(reader.fields(), records + 1, FailureFormat.COLUMNS));
                }
                remember(offset + reader.start());
                end = offset + reader.end();
            }
        }
    }

    private void remember(long start) {
        if (records % STEP == 0) {
            int page = (int) (records / STEP);
            if (page == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            starts[page] = start;
        }
        records++;
    }

    /**
     * The failures from number {@code from} (the first is 0) on, in the order of the file; fewer than {@code count} at
     * its end.
     *
     * @throws UserException OUTPUT_DAMAGED if the file cannot be read, or is another one than when it was looked at
     */
    public synchronized List<FailureRecord> read(long from, int count) {
        List<FailureRecord> found = new ArrayList<>();
        if (from < 0 || from >= records || count <= 0) {
            return found;
        }
        long last = Math.min(records, from + count);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            CsvRecords reader = at(channel, starts[(int) (from / STEP)]);
            for (long i = from - from % STEP; i < last; i++) {
                if (!reader.next() || reader.fields() != FailureFormat.COLUMNS) {
                    throw new CsvRecords.Damaged("is another file now");
                }
                if (i >= from) {
                    found.add(FailureRecord.of(reader));
                }
            }
            return found;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static CsvRecords at(FileChannel channel, long offset) throws IOException {
        InputStream in = Channels.newInputStream(channel.position(offset));
        return new CsvRecords(in);
    }

    private UserException damaged(IOException e) {
        String why = e instanceof CsvRecords.Damaged
                ? "it " + e.getMessage()
                : e instanceof AccessDeniedException ? "permission denied" : "it cannot be read (" + e + ")";
        return new UserException(
                UserException.Code.OUTPUT_DAMAGED, "The failures in %s cannot be shown: %s.".formatted(file, why), e);
    }
}
