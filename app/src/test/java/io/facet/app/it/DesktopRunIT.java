package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.control.Switch;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dataset becomes rows in the window, with this computer's real agent. */
@Timeout(300)
class DesktopRunIT {
    @TempDir
    private Path folder;

    @Test
    void the_sample_dataset_is_run_paused_resumed_and_finished() {
        try (TestWindow window = TestWindow.open(folder, TestWindow.sized(1440, 900, Theme.Choice.DARK))) {
            window.desk().startLocalAgent(0, 1, e -> {});
            fire(window, "trySample");
            window.await("the sample", () -> text(window, "datasetCounts").startsWith("240 images · 12 labels"));
            start(window);

            // At once: a fast computer would be through before anybody could press it.
            window.await(
                    "a run to pause",
                    () -> text(window, "mainAction").equals("Pause")
                            && !window.node("mainAction").isDisabled());
            fire(window, "mainAction");
            window.await("paused", () -> text(window, "mainAction").equals("Resume"));
            assertThat(snapshot(window).state()).isEqualTo(RunSnapshot.State.PAUSED);
            window.picture("run-paused-dark");
            ListView<?> csv = (ListView<?>) window.node("csvLines");
            assertThat(table(window).getItems()).hasSize(240);
            int before = csv.getItems().size();
            assertThat(before).isLessThan(240);
            fire(window, "mainAction");
            window.await("more rows in the preview", () -> csv.getItems().size() > before);
            window.await("a row of this computer", () -> texts(window).contains("this computer"));
            window.picture("run-running-dark");

            window.await("the end", () -> snapshot(window).state() == RunSnapshot.State.FINISHED);
            window.await("all rows in the preview", () -> csv.getItems().size() == 240);
            window.await("the figures", () -> text(window, "statDone").equals("240"));
            window.await(
                    "why there is no start",
                    () -> text(window, "startReason").equals("Every image of this dataset is done."));
            assertThat(Rows.read(Objects.requireNonNull(window.desk().run())
                                    .plan()
                                    .output()
                                    .files()
                                    .csv())
                            .byPath())
                    .hasSize(240);
            window.picture("run-finished-dark");
        }
    }

    @Test
    void a_failing_image_says_why_and_runs_again_when_it_is_mended() throws IOException {
        Path dataset = Datasets.drawn(folder.resolve("faces"), 3, 4);
        Path good = firstImage(dataset);
        Path broken = good.resolveSibling("broken.jpg");
        Files.writeString(broken, "this is no picture");
        try (TestWindow window = TestWindow.open(
                folder.resolve("home"),
                s -> SettingsEdits.recentDatasets(
                        TestWindow.sized(1440, 900, Theme.Choice.LIGHT).apply(s), List.of(dataset)))) {
            window.desk().startLocalAgent(0, 1, e -> {});
            fire(window, "recent0");
            window.await("the count", () -> text(window, "datasetCounts").startsWith("13 images"));
            start(window);
            window.await("the end", () -> snapshot(window).state() == RunSnapshot.State.FINISHED);
            fire(window, "filter-failed");
            window.await("one failed image", () -> table(window).getItems().size() == 1);
            window.await("its reason", () -> texts(window).stream().anyMatch(t -> t.startsWith("· ")));
            window.picture("run-failed-light");

            Files.copy(good, broken, StandardCopyOption.REPLACE_EXISTING);
            window.await("the notice", () -> text(window, "outputNotice").startsWith("Complete"));
            TestWindow.onWindow(() -> {
                table(window).getSelectionModel().select(0);
                table(window).getContextMenu().getItems().stream()
                        .filter(i -> "row-retry".equals(i.getId()))
                        .forEach(MenuItem::fire);
                return true;
            });
            window.await("13 rows", () -> snapshot(window).rows() == 13);
            window.await("no failed image", () -> table(window).getItems().isEmpty());
            assertThat(snapshot(window).failed()).isZero();
        }
    }

    @Test
    void a_stopped_run_goes_on_where_it_ended_and_the_next_window_knows_what_was_chosen() throws IOException {
        Path dataset = Datasets.drawn(folder.resolve("faces"), 12, 250);
        Path home = folder.resolve("home");
        Path outputs = folder.resolve("outputs");
        int port;
        try (TestWindow window = TestWindow.open(
                home,
                s -> SettingsEdits.recentDatasets(
                        TestWindow.sized(1440, 900, Theme.Choice.DARK).apply(s), List.of(dataset)))) {
            Look look = new Look(window);
            window.desk().startLocalAgent(0, 1, e -> {});
            port = change(look, outputs);
            look.fire("nav-run");
            look.fire("recent0");
            look.await("the count", () -> look.text("datasetCounts").startsWith("3,000 images"));
            assertThat(look.text("outputPath")).startsWith(outputs.toString());

            int kept = stopped(look, "stopAfter", 0);
            kept = stopped(look, "stopNow", kept);
            start(window);
            look.await("the end", () -> look.run().state() == RunSnapshot.State.FINISHED);
            assertThat(look.run().kept()).isEqualTo(kept);
            assertThat(look.rows().byPath()).hasSize(3000);
        }
        try (TestWindow window = TestWindow.open(home, s -> s)) {
            Look look = new Look(window);
            SettingsData settings = window.window().settings().get();
            assertThat(settings.theme()).isEqualTo(Theme.Choice.LIGHT);
            assertThat(window.scene().getRoot().getStyleClass()).contains("light");
            assertThat(settings.port()).isEqualTo(port);
            assertThat(settings.outputFolder()).isEqualTo(outputs);
            assertThat(settings.hideFaces()).isTrue();
            assertThat(settings.run().ordered()).isTrue();
            assertThat(settings.run().batch()).isEqualTo(4);
            assertThat(settings.run().formats()).containsExactly("npy");
            assertThat(settings.run().divider()).isBetween(0.39, 0.41);
            assertThat(((TextField) window.node("batch")).getText()).isEqualTo("4");
            assertThat(((ToggleButton) window.node("format-npy")).isSelected()).isTrue();
            window.picture("run-second-window-light");
            look.fire("recent0");
            look.await("all of it is there", () -> look.text("outputNotice").equals("Complete: 3,000 rows."));
        }
    }

    /** Changes what a window remembers, each where it is changed by a person; returns the new port. */
    private static int change(Look look, Path outputs) throws IOException {
        TestWindow window = look.window();
        look.fire("themeButton");
        look.fire("nav-settings");
        look.await("the settings", () -> look.has("settings-port") && look.has("output-folder"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TextField portField = (TextField) window.node("settings-port");
        TextField output = (TextField) window.node("output-folder");
        TestWindow.onWindow(() -> {
            portField.setText(Integer.toString(port));
            output.setText(outputs.toString());
            output.getOnAction().handle(new ActionEvent());
            ((Switch) window.node("hide-faces")).setSelected(true);
            ((Switch) window.node("ordered")).setSelected(true);
            ((TextField) window.node("batch")).setText("4");
            ((ToggleButton) window.node("format-npy")).setSelected(true);
            return true;
        });
        look.fire("settings-port-use");
        look.await("the port", () -> window.desk().master().port() == port);
        look.await(
                "the folder",
                () -> outputs.equals(window.window().settings().get().outputFolder()));
        look.fire("nav-run");
        drag(look, (SplitPane) window.node("split"), 0.4);
        return port;
    }

    /** Moves the divider and lets it go: where it comes to by itself is not remembered. */
    private static void drag(Look look, SplitPane split, double to) {
        TestWindow.onWindow(() -> {
            split.getScene().getRoot().applyCss();
            split.getScene().getRoot().layout();
            split.setDividerPosition(0, to);
            assertThat(look.window().window().settings().get().run().divider()).isZero();
            Node divider = split.lookup(".split-pane-divider");
            Event.fireEvent(divider, released());
            return true;
        });
    }

    private static MouseEvent released() {
        return new MouseEvent(
                MouseEvent.MOUSE_RELEASED,
                0,
                0,
                0,
                0,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                false,
                true,
                null);
    }

    /** Starts, stops in the middle, and returns how many rows there are. */
    private static int stopped(Look look, String how, int before) {
        start(look.window());
        look.await("more rows", () -> look.run().kept() == before && look.run().rows() > before + 20);
        look.choose((MenuButton) look.window().node("stop"), how);
        look.await("stopped", () -> look.run().state() == RunSnapshot.State.STOPPED);
        int rows = look.rows().byPath().size();
        assertThat(rows).isBetween(before + 20, 2999);
        assertThat(look.run().rows()).isEqualTo(rows);
        look.await(
                "what is kept",
                () -> look.text("outputNotice")
                        .equals("Resume: %s already done.".formatted(Figures.count(rows, "row", "rows"))));
        return rows;
    }

    private static Path firstImage(Path dataset) throws IOException {
        try (var files = Files.walk(dataset)) {
            return files.filter(f -> f.toString().endsWith(".jpg"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void start(TestWindow window) {
        window.await("start", () -> !window.node("mainAction").isDisabled());
        assertThat(text(window, "mainAction")).isEqualTo("Start");
        fire(window, "mainAction");
        window.await("the run", () -> {
            CurrentRun run = window.desk().run();
            return run != null && !run.handle().snapshot().state().isEnd();
        });
    }

    private static RunSnapshot snapshot(TestWindow window) {
        return Objects.requireNonNull(window.desk().run()).handle().snapshot();
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

    @SuppressWarnings("unchecked")
    private static TableView<Integer> table(TestWindow window) {
        return (TableView<Integer>) window.node("imageTable");
    }

    /** Everything that is written in the table now. */
    private static Set<String> texts(TestWindow window) {
        return TestWindow.onWindow(() -> {
            Set<String> found = new HashSet<>();
            for (Node node : table(window).lookupAll(".label")) {
                if (node instanceof Labeled labeled && labeled.isVisible() && labeled.getText() != null) {
                    found.add(labeled.getText());
                }
            }
            return found;
        });
    }
}
