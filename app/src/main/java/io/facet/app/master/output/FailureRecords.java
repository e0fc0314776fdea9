package io.facet.app.master.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Takes records out of a failures file. */
final class FailureRecords {
    private FailureRecords() {}

    /**
     * Replaces the file by one without the records for which {@code unwanted} holds, in one step: killed at any moment, it
     * is the former or the next. To be followed by {@link AppendFile#cut}.
     *
     * @param unwanted is given all fields of each record, once
     * @return how many records were taken out; if there are none, the file is left alone
     */
    static long remove(AppendFile failures, Predicate<String[]> unwanted) throws IOException {
        Path temporary = failures.path().resolveSibling(failures.path().getFileName() + ".tmp");
        AtomicLong removed = new AtomicLong();
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                out.write((FailureFormat.HEADER + RowBytes.END_OF_RECORD).getBytes(StandardCharsets.UTF_8));
                RowBytes record = new RowBytes();
                new CsvTail(failures.path(), FailureFormat.HEADER, FailureFormat.COLUMNS, Sha256.begin(), fields -> {
                            if (unwanted.test(fields)) {
                                removed.incrementAndGet();
                            } else {
                                record.clear();
                                record.record(fields);
                                record.writeTo(out);
                            }
                        })
                        .read(failures.read());
            }
            if (removed.get() > 0) {
                failures.replaceBy(temporary);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        return removed.get();
    }
}
