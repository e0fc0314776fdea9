package io.facet.app.master.output;

import io.facet.app.UserException;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a start would find in the place of its output. Immutable. */
public sealed interface FormerOutput {
    /** Nothing that would be continued. */
    record None() implements FormerOutput {}

    /**
     * Rows that would be kept.
     *
     * @param rows in the CSV
     * @param ended images that have an outcome there
     * @param failed those of them without a row, images without a face not counted
     */
    record Resumable(long rows, PathSet ended, int failed) implements FormerOutput {}

    /** Something that cannot be continued. */
    record Refused(UserException why) implements FormerOutput {}

    /** Looks at the files of {@code request} without touching them. Reads all of them: not for a window's own thread. */
    static FormerOutput look(OutputRequest request) {
        OutputFiles files = request.files();
        try {
            AppendFile.checkIsFile(files.csv());
            checkPlace(files.csv());
            if (files.csv().toFile().length() == 0) {
                return new None();
            }
            Continuation.check(request);
            PathSet ended = new PathSet();
            int[] failed = {0};
            CsvTail.Found rows = read(files.csv(), request.format().header(), 2, f -> ended.add(f[1]));
            if (files.failures().toFile().length() > 0) {
                read(files.failures(), FailureFormat.HEADER, 3, f -> {
                    if (ended.add(f[1]) && !f[2].equals(Reason.NO_FACE.key())) {
                        failed[0]++;
                    }
                });
            }
            return new Resumable(rows.records(), ended, failed[0]);
        } catch (UserException e) {
            return new Refused(e);
        } catch (IOException e) {
            return new Refused(AppendFile.cannotWrite(files.csv(), e));
        }
    }

    /** Folders that are missing are made at the start, but not below a file. */
    private static void checkPlace(Path csv) {
        Path there = csv.toAbsolutePath().getParent();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && !Files.isDirectory(there)) {
            throw new UserException(
                    UserException.Code.OUTPUT_WRITE,
                    "%s cannot be written: %s is no folder. Choose another place.".formatted(csv, there));
        }
    }

    private static CsvTail.Found read(Path file, String header, int wanted, CsvTail.Visitor visitor)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new CsvTail(file, header, wanted, Sha256.begin(), visitor).read(in);
        }
    }
}
