package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real window, before a master without agents. */
@Timeout(180)
class RunPageTest {
    @TempDir
    private Path folder;

    @Test
    void the_first_window_shows_the_way_to_the_first_run() {
        try (TestWindow window = TestWindow.open(folder, TestWindow.sized(1440, 900, Theme.Choice.DARK))) {
            assertThat(window.node("welcome").isVisible()).isTrue();
            assertThat(window.node("mainAction").isDisabled()).isTrue();
            assertThat(text(window, "startReason")).isEqualTo("Choose a dataset first.");
            window.await("the models", () -> window.scene().lookup("#precision-fp32") != null);
            window.picture("run-empty-dark");
        }
        try (TestWindow window =
                TestWindow.open(folder.resolve("small"), TestWindow.sized(1024, 700, Theme.Choice.LIGHT))) {
            window.await("the models", () -> window.scene().lookup("#precision-fp32") != null);
            window.picture("run-empty-light-small");
        }
    }

    @Test
    void a_folder_used_before_is_chosen_with_one_click_and_counted() throws IOException {
        Path dataset = dataset();
        try (TestWindow window = TestWindow.open(
                folder.resolve("home"),
                s -> SettingsEdits.recentDatasets(
                        TestWindow.sized(1440, 900, Theme.Choice.LIGHT).apply(s), List.of(dataset)))) {
            assertThat(((ButtonBase) window.node("recent0")).isMnemonicParsing())
                    .as("names have underscores")
                    .isFalse();
            fire(window, "recent0");
            window.await("the count", () -> text(window, "datasetCounts").startsWith("5 images · 2 labels"));
            window.await("the reason", () -> text(window, "startReason").equals("No slot is available."));
            assertThat(text(window, "outputPath")).endsWith("embeddings.csv");
            window.picture("run-chosen-light");
        }
    }

    @Test
    void another_model_brings_its_own_precisions_and_none_of_the_last_one() {
        try (TestWindow window = TestWindow.open(folder, s -> s)) {
            window.await("the models", () -> window.scene().lookup("#precision-fp32") != null);
            TestWindow.onWindow(() -> {
                window.window()
                        .settings()
                        .remember(s -> SettingsEdits.run(
                                s, new SettingsData.RunChoices(null, "sface", "fp32", 0, false, List.of(), 0)));
                return true;
            });
            window.await("its precisions", () -> window.scene().lookup("#precision-int8") != null);
            ToggleButton one = (ToggleButton) window.node("precision-int8");
            assertThat(one.getToggleGroup().getToggles()).hasSize(2);
        }
    }

    @Test
    void a_batch_that_is_no_number_is_refused_beside_the_field_and_the_old_one_stays() {
        try (TestWindow window = TestWindow.open(folder, s -> s)) {
            for (String wrong : List.of("0", "1025", "many", "-3")) {
                type(window, "batch", wrong);
                assertThat(window.window().settings().get().run().batch())
                        .as(wrong)
                        .isZero();
            }
            type(window, "batch", "64");
            assertThat(window.window().settings().get().run().batch()).isEqualTo(64);
        }
    }

    @Test
    void a_folder_dropped_on_the_page_is_taken_and_anything_else_is_answered() throws IOException {
        Path dataset = dataset();
        Path image = dataset.resolve("label 0").resolve("image 0.jpg");
        List<Path> taken = new ArrayList<>();
        boolean[] locked = {false};
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            Notices notices = new Notices();
            DropTarget target = TestWindow.onWindow(() -> new DropTarget(
                    new StackPane(),
                    new Texts(Locale.ENGLISH),
                    new Background(Runnable::run, Runnable::run, p -> {}),
                    notices,
                    () -> locked[0] ? "run.drop.locked" : "",
                    taken::add));
            assertThat(drop(target, image)).as("it may be a folder").isTrue();
            assertThat(taken).isEmpty();
            assertThat(notices.shown()).hasSize(1);
            assertThat(drop(target, dataset)).isTrue();
            assertThat(taken).containsExactly(dataset);
            locked[0] = true;
            assertThat(drop(target, dataset)).isFalse();
            assertThat(taken).hasSize(1);
            assertThat(notices.shown()).hasSize(2);
            assertThat(window.desk().run()).isNull();
        }
    }

    private static boolean drop(DropTarget target, Path what) {
        return TestWindow.onWindow(() -> target.take(List.of(what.toFile())));
    }

    @Test
    void a_small_window_and_a_long_name_lose_no_button() throws IOException {
        Path dataset = Files.move(
                dataset(),
                folder.resolve("a dataset with quite a long name ".repeat(5).strip()));
        try (TestWindow window = TestWindow.open(
                folder.resolve("home"),
                s -> SettingsEdits.recentDatasets(
                        TestWindow.sized(1024, 700, Theme.Choice.DARK).apply(s), List.of(dataset)))) {
            fire(window, "recent0");
            window.await("the count", () -> text(window, "datasetCounts").startsWith("5 images"));
            window.await(
                    "the rows",
                    () -> ((TableView<?>) window.node("imageTable")).getItems().size() == 5);
            window.picture("run-chosen-dark-small");
            for (String id : List.of("mainAction", "openDataset", "revealOutput", "search", "csvCopy")) {
                Bounds place = TestWindow.onWindow(
                        () -> window.node(id).localToScene(window.node(id).getBoundsInLocal()));
                assertThat(place.getMinX()).as(id).isGreaterThan(80);
                assertThat(place.getMaxX()).as(id).isLessThanOrEqualTo(1024 - 16);
            }
        }
    }

    private Path dataset() throws IOException {
        Path dataset = folder.resolve("a dataset");
        for (int i = 0; i < 5; i++) {
            Path label = dataset.resolve("label " + i % 2);
            Files.createDirectories(label);
            Files.writeString(label.resolve("image " + i + ".jpg"), "not decoded");
        }
        return dataset;
    }

    private static void type(TestWindow window, String id, String text) {
        TextField field = (TextField) window.node(id);
        TestWindow.onWindow(() -> {
            field.setText(text);
            return true;
        });
    }

    private static void fire(TestWindow window, String id) {
        ButtonBase button = (ButtonBase) window.node(id);
        TestWindow.onWindow(() -> {
            button.fire();
            return true;
        });
    }

    private static String text(TestWindow window, String id) {
        return ((Labeled) window.node(id)).getText();
    }
}
