package io.facet.app.master.export;

import io.facet.app.UserException;
import io.facet.app.master.output.DiskFull;
import io.facet.app.master.output.ReadProgress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Makes other formats of a CSV of a run. They are made of the finished file and not while rows come: the CSV is what
 * survives kills and resumes, and one pass over it is short beside a run. Takes a few megabytes, whatever the number of
 * rows. Stateless; blocks, so not for the thread of a window.
 */
public final class EmbeddingExport {
    private static final int ROWS_BETWEEN_REPORTS = 512;

    /**
     * What was written.
     *
     * @param files in the order of the formats
     * @param rows in each of them
     */
    public record Written(List<Path> files, long rows) {
        public Written {
            files = List.copyOf(files);
        }
    }

    private EmbeddingExport() {}

    /**
     * Writes {@code csv} in other formats, in one pass. Files appear whole, under their names, or not at all; files of
     * those names are replaced.
     *
     * @param progress is told of rows
     * @throws UserException OUTPUT_MISSING or OUTPUT_DAMAGED for the CSV; OUTPUT_LOCKED if it is being exported; OUTPUT_EXISTS, DISK_FULL or OUTPUT_WRITE for the
     *     new files
     * @throws CancellationException if {@code progress} says so
     */
    public static Written write(Path csv, Collection<ExportFormat> formats, ExportFiles files, ReadProgress progress) {
        try (SourceRows rows = SourceRows.open(csv);
                ExportTurn _ = ExportTurn.take(csv);
                Sinks sinks = new Sinks()) {
            files.refuseOthers(formats);
            for (ExportFormat format : EnumSet.copyOf(formats)) {
                sinks.add(open(format, files, rows));
            }
            return copy(rows, sinks, progress);
        } catch (IOException e) {
            throw cannotWrite(files, e);
        }
    }

    private static RowSink open(ExportFormat format, ExportFiles files, SourceRows rows) throws IOException {
        Path folder = files.npy().toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return switch (format) {
            case NPY -> NpySink.open(files, rows.dimension());
            case PARQUET -> ParquetSink.open(files.parquet(), rows.dimension(), rows.facts());
        };
    }

    private static Written copy(SourceRows rows, Sinks sinks, ReadProgress progress) throws IOException {
        long total = rows.expected();
        long done = 0;
        while (rows.next()) {
            if (done % ROWS_BETWEEN_REPORTS == 0) {
                if (progress.cancelled()) {
                    throw new CancellationException("export cancelled");
                }
                progress.at(done, Math.max(total, done));
            }
            sinks.row(rows);
            done++;
        }
        progress.at(done, done);
        return new Written(sinks.finish(), done);
    }

    /** All formats of one pass. */
    private static final class Sinks implements AutoCloseable {
        private final Deque<RowSink> open = new ArrayDeque<>();

        void add(RowSink sink) {
            open.addLast(sink);
        }

        void row(SourceRows rows) throws IOException {
            String label = rows.label();
            String path = rows.path();
            for (RowSink sink : open) {
                sink.row(label, path, rows.vector());
            }
        }

        List<Path> finish() throws IOException {
            for (RowSink sink : open) {
                sink.complete();
            }
            List<Path> files = new ArrayList<>();
            for (RowSink sink : open) {
                files.addAll(sink.keep());
            }
            return files;
        }

        @Override
        public void close() throws IOException {
            RowSink sink = open.poll();
            if (sink != null) {
                try (this) {
                    sink.close();
                }
            }
        }
    }

    private static UserException cannotWrite(ExportFiles files, IOException e) {
        Path folder = files.npy().toAbsolutePath().getParent();
        Path where = folder == null ? files.npy() : folder;
        if (DiskFull.isCause(files.npy(), e)) {
            return new UserException(
                    UserException.Code.DISK_FULL,
                    "The disk of %s is full. Nothing is left of the export; the CSV is untouched. Make room, then export again."
                            .formatted(where),
                    e);
        }
        String why = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new UserException(
                UserException.Code.OUTPUT_WRITE,
                "The export into %s failed (%s). The CSV is untouched. Choose another folder, or make this one writable, then export again."
                        .formatted(where, why),
                e);
    }
}
