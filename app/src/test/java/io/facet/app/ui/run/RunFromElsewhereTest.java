package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.ui.TestWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that was not started on this page, such as one that takes up the failures of a past run. */
@Timeout(120)
class RunFromElsewhereTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void its_dataset_images_and_file_are_shown_and_it_can_be_paused_here() throws IOException {
        Path dataset = folder.resolve("faces");
        for (int i = 0; i < 5; i++) {
            Path label = Files.createDirectories(dataset.resolve("label " + i % 2));
            Files.writeString(label.resolve("image " + i + ".jpg"), "not decoded");
        }
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            RunRequest request = request(dataset);
            StandingRun standing = new StandingRun();
            CurrentRun run = new CurrentRun(
                    request,
                    new RunPlanner(window.desk().library()).plan(request),
                    standing,
                    new RunWatch(new ImageBoard()));

            window.desk().rehearse(run, () -> FarmSnapshot.EMPTY);

            window.await("the count", () -> text(window, "datasetCounts").startsWith("5 images · 2 labels"));
            window.await(
                    "the rows",
                    () -> ((TableView<?>) window.node("imageTable")).getItems().size() == 5);
            assertThat(text(window, "datasetPath")).endsWith("faces");
            assertThat(text(window, "outputPath")).endsWith("rows.csv");
            assertThat(text(window, "statDone")).isEqualTo("2");
            assertThat(text(window, "mainAction")).isEqualTo("Pause");
            assertThat(window.node("changeDataset").isVisible()).isFalse();
            fire(window, "mainAction");
            fire(window, "stop");
            assertThat(standing.asked()).containsExactly("pause", "stop after running");

            standing.fail("The disk is full.");
            window.await("why it ended", () -> text(window, "runProblem").equals("The disk is full."));
            window.await("the notice", () -> notices(window).contains("The disk is full."));
            assertThat(text(window, "mainAction")).isEqualTo("Start");
        }
    }

    @Test
    void a_run_that_has_ended_before_anybody_looked_is_shown_and_told_too() throws IOException {
        Path dataset = Files.createDirectories(folder.resolve("faces"));
        Files.writeString(dataset.resolve("image.jpg"), "not decoded");
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            RunRequest request = request(dataset);
            StandingRun over = new StandingRun();
            over.fail("The disk is full.");
            window.desk()
                    .rehearse(
                            new CurrentRun(
                                    request,
                                    new RunPlanner(window.desk().library()).plan(request),
                                    over,
                                    new RunWatch(new ImageBoard())),
                            () -> FarmSnapshot.EMPTY);
            window.await("the notice", () -> notices(window).contains("The disk is full."));
            window.await("the dataset", () -> text(window, "datasetPath").endsWith("faces"));
        }
    }

    private RunRequest request(Path dataset) {
        return new RunRequest(
                dataset,
                folder.resolve("rows.csv"),
                "noop",
                null,
                "fp32",
                0,
                0,
                OutputRequest.Mode.RESUME,
                true,
                false,
                FloatText.SHORTEST);
    }

    private static List<String> notices(TestWindow window) {
        return window.scene().getRoot().lookupAll(".notice .label").stream()
                .map(n -> ((Labeled) n).getText())
                .toList();
    }

    private static void fire(TestWindow window, String id) {
        TestWindow.onWindow(() -> {
            ((ButtonBase) window.node(id)).fire();
            return true;
        });
    }

    private static String text(TestWindow window, String id) {
        return ((Labeled) window.node(id)).getText();
    }
}
