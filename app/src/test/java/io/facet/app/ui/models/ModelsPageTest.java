package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facet.app.models.SmallOnnx;
import io.facet.app.models.SpeedBook;
import io.facet.app.models.SpeedCurve;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Theme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
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

    private static void type(TestWindow window, String id, String text) {
        TestWindow.onWindow(() -> {
            ((TextField) window.node(id)).setText(text);
            return true;
        });
    }

    private static String focused(TestWindow window) {
        return TestWindow.onWindow(() -> {
            Node owner = window.scene().getFocusOwner();
            return owner == null ? "" : String.valueOf(owner.getId());
        });
    }

    private static void offer(TestWindow window, Path file) {
        TestWindow.onWindow(() -> {
            window.node("models-import-onnx").requestFocus();
            ((ImportPanel) window.node("models-import")).offer(file);
            return true;
        });
        window.await("the question", () -> window.scene().lookup("#models-import-take") != null);
    }

    private static void escape(TestWindow window) {
        TestWindow.onWindow(() -> {
            Node owner = window.scene().getFocusOwner();
            owner.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource({"1440,900,DARK", "1024,700,LIGHT"})
    void a_file_that_nobody_knows_becomes_a_model_of_the_users_and_goes_again(
            double width, double height, Theme.Choice theme) {
        Path file = SmallOnnx.write(folder.resolve("Small_net.onnx"));
        try (TestWindow window = open(width, height, theme)) {
            offer(window, file);
            assertThat(focused(window)).isEqualTo("models-new-title");
            window.picture("models-new-%.0f".formatted(width));
            type(window, "models-new-id", "Small net");
            type(window, "models-new-licence", "MIT");
            fire(window, "models-import-take");
            assertThat(focused(window)).isEqualTo("models-new-id");
            window.picture("models-new-wrong-%.0f".formatted(width));
            type(window, "models-new-id", "my-net");
            fire(window, "models-import-take");
            window.await(
                    "it is there",
                    () -> rows(window).getItems().stream().anyMatch(r -> r.id().equals("my-net") && r.here()));
            window.await(
                    "it is chosen",
                    () -> ((Label) window.node("models-title")).getText().equals("Small net"));
            window.picture("models-new-there-%.0f".formatted(width));
            fire(window, "models-remove");
            window.picture("models-new-remove-%.0f".formatted(width));
            fire(window, "question-yes");
            window.await("it is gone", () -> rows(window).getItems().stream().noneMatch(r -> r.id().equals("my-net")));
        }
    }

    @Test
    void what_the_file_leaves_open_is_asked_for_and_escape_gives_the_focus_back() {
        Path file = SmallOnnx.open(folder.resolve("open.onnx"));
        try (TestWindow window = open(1440, 900, Theme.Choice.LIGHT)) {
            offer(window, file);
            @SuppressWarnings("unchecked")
            ComboBox<Scaling> scaling = (ComboBox<Scaling>) window.node("models-new-scaling");
            TestWindow.onWindow(() -> {
                scaling.setValue(Scaling.OWN);
                return true;
            });
            fire(window, "models-import-take");
            assertThat(focused(window)).isEqualTo("models-new-width");
            window.picture("models-new-open");
            fire(window, "models-import-listed");
            window.picture("models-new-listed");
            escape(window);
            assertThat(window.node("models-import").isVisible()).isFalse();
            assertThat(focused(window)).isEqualTo("models-import-onnx");
        }
    }

    @Test
    void escape_closes_every_step() throws IOException {
        try (ModelShelf shelf = new ModelShelf(folder);
                TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            offer(window, shelf.file());
            assertThat(focused(window)).isEqualTo("models-import-take");
            escape(window);
            assertThat(focused(window)).isEqualTo("models-import-onnx");

            // Reading: what is shown before the background has answered.
            TestWindow.onWindow(() -> {
                ((ImportPanel) window.node("models-import")).offer(folder.resolve("missing.onnx"));
                assertThat(window.scene().getFocusOwner().getId()).isEqualTo("models-import-cancel");
                return true;
            });
            window.await(
                    "refused",
                    () -> ((Button) window.node("models-import-cancel"))
                            .getText()
                            .equals("Close"));
            assertThat(focused(window)).isEqualTo("models-import-cancel");
            escape(window);
            assertThat(focused(window)).isEqualTo("models-import-onnx");
        }
    }

    @Test
    void cancel_stays_the_same_button_while_progress_moves() throws IOException, InterruptedException {
        try (ModelShelf shelf = new ModelShelf(folder);
                TestWindow window = open(1440, 900, Theme.Choice.LIGHT)) {
            shelf.hold();
            fire(window, "models-download-" + ModelShelf.ID);
            Node cancel = window.node("models-cancel-" + ModelShelf.ID);
            Node title = window.node("models-title");
            window.await(
                    "half of it",
                    () -> cancel.getParent().lookupAll(".label").stream()
                            .anyMatch(n -> n instanceof Label l && l.getText().contains("%")));
            assertThat(window.node("models-cancel-" + ModelShelf.ID)).isSameAs(cancel);
            assertThat(window.node("models-title")).isSameAs(title);
            fire(window, "models-cancel-" + ModelShelf.ID);
            shelf.go();
            window.await("it has ended", () -> window.scene().lookup("#models-cancel-" + ModelShelf.ID) == null);
        }
    }

    @Test
    void a_file_dragged_over_the_page_is_told_what_would_follow() throws IOException {
        List<File> model = List.of(Files.createFile(folder.resolve("net.onnx")).toFile());
        List<File> weights =
                List.of(Files.createFile(folder.resolve("weights.h5")).toFile());
        List<File> picture = List.of(Files.createFile(folder.resolve("me.jpg")).toFile());
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            Texts texts = new Texts(Locale.ENGLISH);
            ModelDrop drop = TestWindow.onWindow(() -> new ModelDrop(
                    (StackPane) window.node("models-import").getParent(),
                    texts,
                    new ModelFiles(texts, new Notices(), f -> {}, f -> {})));
            assertThat(dragged(drop, window, model)).isEqualTo("Drop to import net.onnx");
            window.picture("models-drop-ok");
            assertThat(dragged(drop, window, weights)).isEqualTo("Drop to convert weights.h5");
            assertThat(dragged(drop, window, picture)).contains(".onnx", ".h5");
            window.picture("models-drop-bad");
            TestWindow.onWindow(() -> {
                drop.left();
                return true;
            });
            assertThat(zone(window).isVisible()).isFalse();
        }
    }

    /** The page has one zone of its own, which only the system's drags reach; the last one is the test's. */
    private static Node zone(TestWindow window) {
        return ((StackPane) window.node("models-import").getParent())
                .getChildren()
                .getLast();
    }

    private static String dragged(ModelDrop drop, TestWindow window, List<File> files) {
        return TestWindow.onWindow(() -> {
            drop.show(files);
            assertThat(zone(window).isVisible()).isTrue();
            return ((Label) ((StackPane) zone(window)).getChildren().getFirst()).getText();
        });
    }

    @Test
    void a_measured_curve_is_there_again_after_a_restart() throws IOException {
        String device;
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            window.picture("models-not-measured");
            assertThat(window.node("models-speed-chart").getAccessibleText()).contains("choose Measure");
            device = new Texts(Locale.ENGLISH)
                    .get("models.speed.device", Runtime.getRuntime().availableProcessors());
            String sha256 =
                    rows(window).getItems().getFirst().mainFile().orElseThrow().sha256();
            new SpeedBook(window.desk().home().state().resolve("speed"))
                    .keep(new SpeedCurve(
                            sha256,
                            device,
                            Instant.parse("2026-01-02T03:04:05Z"),
                            List.of(
                                    new SpeedCurve.Point(1, 120),
                                    new SpeedCurve.Point(2, 180),
                                    new SpeedCurve.Point(4, 200),
                                    new SpeedCurve.Point(8, 201)),
                            false));
        }
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            window.await(
                    "the curve",
                    () -> window.node("models-speed-chart").getAccessibleText().contains("batch 8: 201"));
            window.picture("models-measured");
        }
    }

    @Test
    void headers_stand_over_their_cells() throws IOException {
        try (ModelShelf _ = new ModelShelf(folder);
                TestWindow window = open(1440, 900, Theme.Choice.LIGHT)) {
            TestWindow.onWindow(() -> {
                for (TableColumn<ModelRow, ?> column : rows(window).getColumns()) {
                    boolean right = column.getStyleClass().contains("number");
                    Bounds header = text(rows(window).lookup("#" + column.getId() + " .label"));
                    for (Node cell : rows(window).lookupAll(".table-cell")) {
                        if (cell instanceof TableCell<?, ?> c && c.getTableColumn() == column && !c.isEmpty()) {
                            Bounds content = cell.localToScene(
                                    ((TableCell<?, ?>) cell).getGraphic().getBoundsInParent());
                            assertThat(right ? content.getMaxX() : content.getMinX())
                                    .as(column.getId())
                                    .isCloseTo(right ? header.getMaxX() : header.getMinX(), within(2.0));
                        }
                    }
                }
                return true;
            });
        }
    }

    /** Where the text of a label is. */
    private static Bounds text(Node label) {
        Node text = label.lookup(".text");
        return text.localToScene(text.getBoundsInLocal());
    }

    @Test
    void a_model_is_got_on_the_run_page() throws IOException {
        try (ModelShelf shelf = new ModelShelf(folder);
                TestWindow window = TestWindow.open(folder, TestWindow.sized(1440, 900, Theme.Choice.DARK))) {
            chooseOnRunPage(window, "vggface2-resnet50,");
            window.await("its way", () -> text(window, "getModel").equals("Convert weights.h5…"));
            window.picture("run-model-convert");
            chooseOnRunPage(window, "arcface-resnet100,");
            window.await("its way", () -> text(window, "getModel").equals("Download"));
            chooseOnRunPage(window, "mobilefacenet,");
            window.await("its way", () -> text(window, "getModel").equals("Import ONNX…"));
            chooseOnRunPage(window, ModelShelf.ID + ",");
            window.await("its way", () -> text(window, "getModel").equals("Download"));
            window.picture("run-model-download");
            shelf.hold();
            fire(window, "getModel");
            window.await("it can be cancelled", () -> shown(window, "cancelModel"));
            window.picture("run-model-downloading");
            shelf.go();
            window.await("it is here", () -> !shown(window, "getModel") && !shown(window, "cancelModel"));
            assertThat(window.desk()
                            .library()
                            .filesHere(window.desk().library().catalogue().find(ModelShelf.ID)))
                    .isNotEmpty();
        }
    }

    private static String text(TestWindow window, String id) {
        return ((Labeled) window.node(id)).getText();
    }

    private static boolean shown(TestWindow window, String id) {
        for (Node n = window.node(id); n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Chooses the model whose text has these words in it. */
    private static void chooseOnRunPage(TestWindow window, String words) {
        ComboBox<?> models = (ComboBox<?>) window.node("model");
        window.await(words, () -> models.getItems().toString().contains("id=" + words));
        TestWindow.onWindow(() -> {
            for (int i = 0; i < models.getItems().size(); i++) {
                if (models.getItems().get(i).toString().contains("id=" + words)) {
                    models.getSelectionModel().select(i);
                }
            }
            return true;
        });
    }
}
