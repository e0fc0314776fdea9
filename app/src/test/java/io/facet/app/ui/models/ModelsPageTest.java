package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Theme;
import io.facet.models.builtin.Builtin512;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ModelsPageTest {
    @TempDir
    private Path folder;

    private TestWindow open(double width, double height, Theme.Choice theme) {
        TestWindow window = TestWindow.open(folder, TestWindow.sized(width, height, theme));
        fire(window, "nav-models");
        window.await("the models", () -> rows(window).getItems().size() >= 7);
        window.await("the built-in one is there", () -> window.scene().lookup("#models-reveal") != null);
        return window;
    }

    private static void fire(TestWindow window, String id) {
        TestWindow.onWindow(() -> {
            ((ButtonBase) window.node(id)).fire();
            return true;
        });
    }

    @SuppressWarnings("unchecked")
    private static TableView<ModelRow> rows(TestWindow window) {
        return (TableView<ModelRow>) window.node("models-table");
    }

    private static void choose(TestWindow window, String id) {
        TestWindow.onWindow(() -> {
            TableView<ModelRow> table = rows(window);
            table.getItems().stream()
                    .filter(r -> r.id().equals(id))
                    .findFirst()
                    .ifPresent(r -> table.getSelectionModel().select(r));
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource({"1440,900,DARK", "1440,900,LIGHT", "1024,700,DARK", "1024,700,LIGHT"})
    void looks_as_designed(double width, double height, Theme.Choice theme) throws IOException {
        try (ModelShelf _ = new ModelShelf(folder);
                TestWindow window = open(width, height, theme)) {
            String name = "models-%s-%.0f".formatted(theme.name().toLowerCase(Locale.ROOT), width);
            window.picture(name);
            choose(window, "vggface2-resnet50");
            window.await(
                    "its name",
                    () -> ((Label) window.node("models-title")).getText().equals("VGGFace2 ResNet-50"));
            window.picture(name + "-import-only");
            choose(window, ModelShelf.ID);
            window.picture(name + "-long");
        }
    }

    @Test
    void search_narrows_the_table() {
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            TestWindow.onWindow(() -> {
                ((TextField) window.node("models-search")).setText("sface");
                return true;
            });
            window.await("one row", () -> rows(window).getItems().size() == 1);
        }
    }

    @Test
    void a_dropped_model_is_recognised_imported_and_removed_after_a_question() throws IOException {
        try (ModelShelf shelf = new ModelShelf(folder)) {
            Path mine = shelf.file();
            try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
                TestWindow.onWindow(() -> {
                    ((ImportPanel) window.node("models-import")).offer(mine);
                    return true;
                });
                window.await("the question", () -> window.scene().lookup("#models-import-take") != null);
                window.picture("models-import");
                fire(window, "models-import-take");
                window.await(
                        "it is ready",
                        () -> rows(window).getItems().stream().anyMatch(r -> r.id().equals(ModelShelf.ID) && r.here()));
                window.await("it can be removed", () -> window.scene().lookup("#models-remove") != null);
                fire(window, "models-remove");
                window.picture("models-remove");
                fire(window, "question-yes");
                window.await(
                        "it is told",
                        () -> window.scene().getRoot().lookupAll(".notice").stream()
                                .anyMatch(n -> n.isVisible()));
            }
        }
    }

    @Test
    void a_download_runs_from_the_row_and_its_checksum_can_be_copied() throws IOException {
        try (ModelShelf shelf = new ModelShelf(folder);
                TestWindow window = open(1440, 900, Theme.Choice.LIGHT)) {
            shelf.hold();
            window.await("its button", () -> window.scene().lookup("#models-download-" + ModelShelf.ID) != null);
            fire(window, "models-download-" + ModelShelf.ID);
            window.await("it can be cancelled", () -> window.scene().lookup("#models-cancel-" + ModelShelf.ID) != null);
            window.picture("models-downloading");
            shelf.go();
            window.await(
                    "it is ready",
                    () -> rows(window).getItems().stream().anyMatch(r -> r.id().equals(ModelShelf.ID) && r.here()));
            window.await("its checksum", () -> window.scene().lookup("#models-copy-sha256") != null);
            fire(window, "models-copy-sha256");
            assertThat(window.desktop().copied).singleElement().asString().hasSize(64);
        }
    }

    @Test
    void a_file_that_nobody_knows_asks_for_its_card() throws IOException {
        // Its bytes are the built-in model's, which no card pins.
        Path file = Files.write(folder.resolve("mystery.onnx"), Builtin512.bytes());
        try (TestWindow window = open(1024, 700, Theme.Choice.LIGHT)) {
            TestWindow.onWindow(() -> {
                ((ImportPanel) window.node("models-import")).offer(file);
                return true;
            });
            window.await("the question", () -> window.scene().lookup("#models-import-take") != null);
            window.picture("models-import-ask");
            Button take = (Button) window.node("models-import-take");
            assertThat(take.isDisabled()).isTrue();
            TestWindow.onWindow(() -> {
                ((ComboBox<?>) window.node("models-import-card"))
                        .getSelectionModel()
                        .selectFirst();
                return true;
            });
            assertThat(take.isDisabled()).isFalse();
        }
    }
}
