package io.facet.app.ui.results;

import io.facet.app.UserException;
import io.facet.app.master.export.EmbeddingExport;
import io.facet.app.master.export.ExportFiles;
import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.history.RunHistory;
import io.facet.app.master.history.StoredRun;
import io.facet.app.master.output.FailureRecord;
import io.facet.app.master.output.FailuresFile;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.ReadProgress;
import io.facet.app.master.verify.OutputCheck;
import io.facet.app.master.verify.OutputReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Past runs and their files, as the page needs them. Every call touches the disk: none is for the window's thread.
 *
 * @param history null if it cannot be used
 */
record Past(@Nullable RunHistory history, OutputCheck check) {
    private static final int MOST_RUNS = 500;
    private static final int MOST_FAILURES = 500;

    /**
     * A file of an output.
     *
     * @param size bytes
     */
    record OutputFile(Path path, long size) {}

    /**
     * A run with all that its page shows.
     *
     * @param failures images without a row, the first of them
     * @param allFailures how many there are in the failures file
     * @param files that are there
     */
    record Story(StoredRun stored, List<FailureRecord> failures, long allFailures, List<OutputFile> files) {
        Story {
            failures = List.copyOf(failures);
            files = List.copyOf(files);
        }

        PastRun run() {
            return stored.run();
        }
    }

    /** The newest runs in which every word occurs. */
    List<PastRun> list(String words) {
        return history == null ? List.of() : history.list(MOST_RUNS, words);
    }

    Optional<Story> story(String id) throws IOException {
        Optional<StoredRun> stored = history == null ? Optional.empty() : history.get(id);
        return stored.isEmpty() ? Optional.empty() : Optional.of(read(stored.get()));
    }

    private static Story read(StoredRun stored) throws IOException {
        Path csv = stored.run().subject().csv();
        OutputFiles output = OutputFiles.of(csv);
        FailuresFile failures = FailuresFile.open(output.failures());
        ExportFiles exports = ExportFiles.of(csv);
        List<OutputFile> files = new ArrayList<>();
        for (Path file : List.of(
                output.csv(),
                output.failures(),
                output.manifest(),
                exports.npy(),
                exports.labels(),
                exports.parquet())) {
            if (Files.isRegularFile(file)) {
                files.add(new OutputFile(file, Files.size(file)));
            }
        }
        return new Story(stored, failures.read(0, MOST_FAILURES), failures.size(), files);
    }

    boolean delete(String id) {
        return history != null && history.delete(id);
    }

    boolean restore(String id) {
        return history != null && history.restore(id);
    }

    /**
     * The output of a run was moved: remembers where it is now, for every start of it.
     *
     * @throws UserException OUTPUT_MISMATCH if it is not that of the run
     */
    PastRun locate(PastRun run, Path csv) {
        Path there = csv.toAbsolutePath().normalize();
        MovedOutput.check(run, there);
        if (history != null) {
            Path before = run.subject().csv();
            history.list(MOST_RUNS, "").stream()
                    .filter(r -> r.subject().csv().equals(before))
                    .filter(r -> r.id().equals(run.id()) || MovedOutput.isThat(r, there))
                    .forEach(r -> history.update(r.movedTo(there)));
        }
        return run.movedTo(there);
    }

    /** Compares the output of a run with its manifest. */
    OutputReport verify(PastRun run, ReadProgress progress) {
        return check.check(run.subject().csv(), progress);
    }

    /**
     * Copies the failures file of a run.
     *
     * @throws UserException OUTPUT_WRITE if that fails
     */
    Path copyFailures(PastRun run, Path target) {
        try {
            return Files.copy(
                    OutputFiles.of(run.subject().csv()).failures(), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_WRITE,
                    "The list of failures cannot be written to %s (%s). Choose another place."
                            .formatted(target, e.getMessage()),
                    e);
        }
    }

    /** Writes the rows of a run in another format, beside them. */
    List<Path> export(PastRun run, ExportFormat format, ReadProgress progress) {
        Path csv = run.subject().csv();
        return EmbeddingExport.write(csv, List.of(format), ExportFiles.of(csv), progress)
                .files();
    }
}
