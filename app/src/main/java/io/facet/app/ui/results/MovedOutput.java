package io.facet.app.ui.results;

import io.facet.app.UserException;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The output of a past run in another place than where the run wrote it. */
final class MovedOutput {
    /** Two clocks that are one, read one after the other. */
    private static final Duration APART = Duration.ofMinutes(1);

    private MovedOutput() {}

    /**
     * Sees to it that {@code csv} is what the run wrote. Touches the disk.
     *
     * @throws UserException OUTPUT_MISMATCH if it is not, or if no manifest beside it says what it is
     */
    static void check(PastRun run, Path csv) {
        Path file = OutputFiles.of(csv).manifest();
        Manifest manifest;
        try {
            manifest = Manifest.load(file);
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_MISMATCH,
                    "%s has no manifest that says what made it: of %s, %s. Move all files of the run together, then locate the CSV."
                            .formatted(csv.getFileName(), file.getFileName(), e.getMessage()),
                    e);
        }
        if (!isOf(run, manifest)) {
            throw new UserException(
                    UserException.Code.OUTPUT_MISMATCH,
                    "%s is the output of another run, as its manifest says. Choose the file that this run wrote."
                            .formatted(csv));
        }
    }

    /** Whether {@code csv} is what the run wrote. */
    static boolean isThat(PastRun run, Path csv) {
        try {
            check(run, csv);
            return true;
        } catch (UserException other) {
            return false;
        }
    }

    private static boolean isOf(PastRun run, Manifest manifest) {
        PastRun.Subject subject = run.subject();
        Manifest.Model model = manifest.model();
        return manifest.dataset().equals(subject.dataset().toString())
                && manifest.pipeline().id().equals(subject.pipeline())
                && (model == null ? "" : model.id()).equals(subject.model())
                && (model == null || model.precision().equals(subject.precision()))
                && manifest.csv().dimension() == subject.dimension()
                && isWhile(run, manifest);
    }

    /** Whether the output was there when the run was: a dataset may be run often. */
    private static boolean isWhile(PastRun run, Manifest manifest) {
        try {
            Instant created = Instant.parse(manifest.created());
            Instant updated = Instant.parse(manifest.updated());
            Instant ended = run.ended();
            return !updated.isBefore(run.started().minus(APART))
                    && (ended == null || !created.isAfter(ended.plus(APART)));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
