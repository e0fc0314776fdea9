package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OpenOutput;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.verify.CheckedRun;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.control.Switch;
import io.facet.app.ui.results.PastRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a double click on a manifest does. */
@Timeout(120)
class RunFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private TestWindow window() {
        return TestWindow.open(folder.resolve("home"), TestWindow.sized(1440, 900, Theme.Choice.DARK));
    }

    private static void open(TestWindow window, Path file) {
        TestWindow.onWindow(() -> {
            window.window().open(file.toString());
            return true;
        });
    }

    private Path manifest(TestWindow window, Path dataset) throws IOException {
        Files.writeString(Files.createDirectories(dataset).resolve("one.jpg"), "not decoded");
        Files.writeString(dataset.resolve("two.jpg"), "not decoded");
        Path csv = folder.resolve("rows_of_mine.csv");
        RunRequest request = new RunRequest(
                dataset, csv, null, null, "fp32", 0, 0, OutputRequest.Mode.NEW, false, true, FloatText.SHORTEST);
        OpenOutput.open(new RunPlanner(window.desk().library()).plan(request).output(), "test", Clock.systemUTC())
                .close();
        Files.writeString(csv, ",one.jpg" + ",0.5".repeat(512) + "\r\n", StandardOpenOption.APPEND);
        return folder.resolve("rows_of_mine.facet");
    }

    @Test
    void a_run_of_the_history_is_shown_under_results() {
        Path csv = folder.resolve("embeddings.csv");
        new CheckedRun(csv).finish(40, 3);
        try (TestWindow window = window()) {
            PastRuns.fill(Objects.requireNonNull(window.desk().history()), csv, Instant.now());
            open(window, folder.resolve("embeddings.facet"));
            window.await("the run", () -> text(window, "results-name").equals("faces-105"));
            assertThat(window.node("results-name").localToScene(0, 0).getX()).isPositive();
        }
    }

    @Test
    void a_run_that_the_history_does_not_know_is_set_up_to_go_on() throws IOException {
        try (TestWindow window = window()) {
            open(window, manifest(window, folder.resolve("my_faces")));
            window.await("the dataset", () -> text(window, "datasetCounts").startsWith("2 images"));
            window.await("its rows", () -> text(window, "outputNotice").equals("Resume: 1 row already done."));
            window.await("what is left", () -> text(window, "outputNoticeText").contains("1 image run"));
            assertThat(text(window, "datasetPath")).endsWith("my_faces");
            assertThat(text(window, "outputPath")).endsWith("rows_of_mine.csv");
            assertThat(((Switch) window.node("ordered")).isSelected()).isTrue();
            window.picture("run-opened-dark");
        }
    }

    @Test
    void a_manifest_of_no_use_is_answered_in_one_line() throws IOException {
        try (TestWindow window = window()) {
            Path broken = Files.writeString(folder.resolve("broken.facet"), "{");
            open(window, broken);
            window.await("why", () -> notices(window).contains(broken + " cannot be opened: it is damaged."));
            Path gone = folder.resolve("gone.facet");
            open(window, gone);
            window.await("why", () -> notices(window).contains(gone + " cannot be opened: it is missing."));

            Path dataset = folder.resolve("my_faces");
            Path manifest = manifest(window, dataset);
            Files.move(dataset, folder.resolve("elsewhere"));
            open(window, manifest);
            window.await(
                    "why",
                    () -> notices(window)
                            .contains("The dataset of this run is gone: there is no folder " + dataset + "."));
            Path csv = folder.resolve("rows_of_mine.csv");
            Files.delete(csv);
            open(window, manifest);
            window.await(
                    "why", () -> notices(window).contains("The rows of this run are gone: there is no " + csv + "."));
            assertThat(window.node("welcome").isVisible()).isTrue();
        }
    }

    @Test
    void the_file_is_handed_over_with_its_whole_path() {
        assertThat(RunFiles.absolute("rows.facet"))
                .isEqualTo(Path.of("rows.facet").toAbsolutePath().toString());
        assertThat(RunFiles.absolute(folder.resolve("a/../rows.facet").toString()))
                .isEqualTo(folder.resolve("rows.facet").toString());
        assertThat(RunFiles.absolute("")).isEmpty();
    }

    private static List<String> notices(TestWindow window) {
        return window.scene().getRoot().lookupAll(".notice .label").stream()
                .map(n -> ((Labeled) n).getText())
                .toList();
    }

    private static String text(TestWindow window, String id) {
        return ((Labeled) window.node(id)).getText();
    }
}
