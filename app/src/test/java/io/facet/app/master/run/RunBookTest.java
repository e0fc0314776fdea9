package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.Asked;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OpenOutput;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.OutputWriter;
import io.facet.app.master.output.Rows;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manifest says after a run and its resumes. */
class RunBookTest {
    private final Path csv;
    private final OutputFiles files;

    RunBookTest(@TempDir Path folder) {
        csv = folder.resolve("out.csv");
        files = OutputFiles.of(csv);
    }

    /** One start of the run. Returns its book. */
    private RunBook start(Asked asked, Manifest.State end, Map<String, Outcome> outcomes) {
        OpenOutput output = asked.open();
        RunBook book = new RunBook(output);
        OutputWriter writer = new OutputWriter(output, thrownByFinish -> {});
        outcomes.forEach((path, outcome) -> {
            book.settled(outcome, "lab-pc");
            writer.settle(Rows.item(0, path), outcome);
        });
        writer.finish();
        boolean finished = end == Manifest.State.FINISHED;
        book.manifest(end, writer, finished ? writer.sha256() : null, Asked.CLOCK)
                .write(files.manifest());
        return book;
    }

    @Test
    void digestAndCountsAreThoseOfTheFilesAfterTornRowsAndResumes() throws IOException {
        start(
                Asked.of(csv),
                Manifest.State.INTERRUPTED,
                Map.of("a/1.jpg", Rows.done(1), "a/2.jpg", Rows.failed(Reason.UNREADABLE)));
        assertThat(Manifest.read(files.manifest()).csv().sha256()).isNull();
        Files.writeString(csv, "a,\"a/to\n", StandardOpenOption.APPEND);
        start(Asked.of(csv).resume(), Manifest.State.FINISHED, Map.of("a/3\n.jpg", Rows.done(3)));
        RunBook book = start(Asked.of(csv).retryFailed(), Manifest.State.FINISHED, Map.of("a/2.jpg", Rows.done(2)));

        Manifest manifest = Manifest.read(files.manifest());
        assertThat(manifest.state()).isEqualTo(Manifest.State.FINISHED);
        assertThat(manifest.csv().sha256()).isEqualTo(Rows.sha256(csv));
        assertThat(manifest.csv().rows()).isEqualTo(3).isEqualTo(Rows.read(csv).size() - 1);
        assertThat(manifest.failures()).isEmpty();
        assertThat(manifest.agents()).isEqualTo(Map.of("lab-pc", 3L));
        assertThat(manifest.deviceClasses()).isEqualTo(List.of("cpu"));
        assertThat(book.failuresInFile()).isZero();
    }

    @Test
    void imageWithoutAFaceIsNoFailure() {
        RunBook first = start(
                Asked.of(csv),
                Manifest.State.FINISHED,
                Map.of("1.jpg", Rows.failed(Reason.NO_FACE), "2.jpg", Rows.failed(Reason.TOO_LARGE)));
        assertThat(first.failuresInFile()).isEqualTo(1);
        RunBook second =
                start(Asked.of(csv).resume(), Manifest.State.FINISHED, Map.of("3.jpg", Rows.failed(Reason.TOO_LARGE)));
        assertThat(second.failuresInFile()).isEqualTo(2);
        assertThat(second.failures()).isEqualTo(Map.of(Reason.TOO_LARGE, 1L));
        assertThat(Manifest.read(files.manifest()).failures()).isEqualTo(Map.of("no_face", 1L, "too_large", 2L));
    }
}
