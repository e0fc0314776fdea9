package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import io.facet.app.ui.results.PastRuns;
import io.facet.app.ui.settings.SettingsEdits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window for those who do not see it well, do not see it at all, or have no mouse. */
@Timeout(300)
class AccessibilityTest {
    private static final List<String> PAGES = List.of("run", "agents", "results", "models", "settings");

    @TempDir
    private Path folder;

    /** A window in which every page has something to show. */
    private TestWindow full(double width, double height, Theme.Choice theme) throws IOException {
        Path dataset = folder.resolve("faces");
        for (int i = 0; i < 30; i++) {
            Path label = Files.createDirectories(dataset.resolve("label " + i % 4));
            Files.writeString(label.resolve("image " + i + ".jpg"), "not decoded");
        }
        TestWindow window = TestWindow.open(
                folder.resolve("home"),
                s -> SettingsEdits.recentDatasets(
                        TestWindow.sized(width, height, theme).apply(s), List.of(dataset)));
        Path csv = folder.resolve("embeddings.csv");
        PastRuns.fill(Objects.requireNonNull(window.desk().history()), csv, Instant.now());
        fire(window, "recent0");
        window.await("the count", () -> text(window, "datasetCounts").startsWith("30 images"));
        return window;
    }

    private static void go(TestWindow window, String page) {
        fire(window, "nav-" + page);
        switch (page) {
            case "run" ->
                window.await(
                        "rows", () -> !table(window, "imageTable").getItems().isEmpty());
            case "results" -> window.await("a run", () -> window.scene().lookup("#results-name") != null);
            case "models" ->
                window.await(
                        "models", () -> table(window, "models-table").getItems().size() > 3);
            default -> {}
        }
    }

    @ParameterizedTest
    @CsvSource({"DARK,1440,900", "LIGHT,1024,700"})
    void everything_has_a_name_can_be_reached_and_can_be_read(Theme.Choice theme, double width, double height)
            throws IOException {
        List<String> faults = new ArrayList<>();
        try (TestWindow window = full(width, height, theme)) {
            for (String page : PAGES) {
                go(window, page);
                look(window, page, faults);
            }
            go(window, "run");
            for (String tab : List.of("labels", "events")) {
                fire(window, "tab-" + tab);
                look(window, "run, " + tab, faults);
            }
            press(window, KeyCode.L, true, false);
            look(window, "log", faults);
            press(window, KeyCode.K, true, false);
            look(window, "palette", faults);
            press(window, KeyCode.ESCAPE, false, false);
            fire(window, "addAgent");
            look(window, "add agent", faults);
            TestWindow.onWindow(() -> {
                window.window().thrown(new IllegalStateException("for the test"));
                window.window().tell("A notice of the test.");
                return true;
            });
            look(window, "error", faults);
        }
        assertThat(faults).isEmpty();
    }

    private static void look(TestWindow window, String where, List<String> faults) {
        TestWindow.onWindow(() -> {
            Accessibility.faults(window.scene()).forEach(f -> faults.add(where + ": " + f));
            Painted.below(window.scene(), 4.5)
                    .forEach((what, contrast) -> faults.add("%s: %.2f %s".formatted(where, contrast, what)));
            return true;
        });
    }

    @Test
    void f6_goes_round_the_parts_of_the_window_both_ways() throws IOException {
        try (TestWindow window = full(1440, 900, Theme.Choice.DARK)) {
            focus(window, "nav-run");
            assertThat(round(window, false)).containsExactly("topBar", "pages", "statusLine", "rail");
            assertThat(round(window, true)).containsExactly("statusLine", "pages", "topBar", "rail");
            press(window, KeyCode.L, true, false);
            fire(window, "addAgent");
            focus(window, "nav-run");
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                press(window, KeyCode.F6, false, false);
                parts.add(part(window));
            }
            assertThat(parts).containsExactly("topBar", "pages", "join-drawer", "logSlot", "statusLine", "rail");
        }
    }

    private static List<String> round(TestWindow window, boolean back) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            press(window, KeyCode.F6, false, back);
            parts.add(part(window));
        }
        return parts;
    }

    /** The part of the window that has the focus. */
    private static String part(TestWindow window) {
        return TestWindow.onWindow(() -> {
            for (Node n = window.scene().getFocusOwner(); n != null; n = n.getParent()) {
                if (List.of("rail", "topBar", "join-drawer", "pages", "logSlot", "statusLine")
                        .contains(String.valueOf(n.getId()))) {
                    return n.getId();
                }
            }
            return "nowhere";
        });
    }

    @Test
    void what_opens_takes_the_focus_and_gives_it_back() throws IOException {
        try (TestWindow window = full(1440, 900, Theme.Choice.DARK)) {
            focus(window, "batch");
            press(window, KeyCode.K, true, false);
            assertThat(focused(window)).isEqualTo("palette-field");
            press(window, KeyCode.TAB, false, false);
            assertThat(focused(window)).as("what lies behind is out of reach").isEqualTo("palette-field");
            press(window, KeyCode.ESCAPE, false, false);
            assertThat(focused(window)).isEqualTo("batch");

            press(window, KeyCode.L, true, false);
            assertThat(focused(window)).isEqualTo("log-lines");
            press(window, KeyCode.ESCAPE, false, false);
            assertThat(window.scene().lookup("#log-drawer")).isNull();
            assertThat(focused(window)).isEqualTo("batch");

            focus(window, "addAgent");
            press(window, KeyCode.A, true, true);
            assertThat(focused(window)).isEqualTo("join-close");
            press(window, KeyCode.ESCAPE, false, false);
            assertThat(focused(window)).isEqualTo("addAgent");

            TestWindow.onWindow(() -> {
                window.window().thrown(new IllegalStateException("for the test"));
                return true;
            });
            assertThat(focused(window)).isEqualTo("problem-close");
            press(window, KeyCode.ESCAPE, false, false);
            assertThat(focused(window)).isEqualTo("addAgent");
        }
    }

    @Test
    void the_same_unforeseen_problem_is_told_once() throws IOException {
        try (TestWindow window = full(1440, 900, Theme.Choice.DARK)) {
            RuntimeException thrown = new IllegalStateException("for the test");
            for (int i = 0; i < 2; i++) {
                TestWindow.onWindow(() -> {
                    window.window().thrown(thrown);
                    return true;
                });
                assertThat(window.scene().lookup("#problem-close") != null).isEqualTo(i == 0);
                press(window, KeyCode.ESCAPE, false, false);
            }
        }
    }

    @Test
    void rows_are_sorted_from_the_keyboard() throws IOException {
        try (TestWindow window = full(1440, 900, Theme.Choice.DARK)) {
            TableView<?> images = table(window, "imageTable");
            TestWindow.onWindow(() -> {
                images.getContextMenu().getItems().stream()
                        .filter(i -> "row-sort".equals(i.getId()))
                        .map(Menu.class::cast)
                        .flatMap(m -> m.getItems().stream())
                        .filter(i -> "sort-file".equals(i.getId()))
                        .forEach(MenuItem::fire);
                return true;
            });
            assertThat(images.getSortOrder().stream().map(c -> c.getId())).containsExactly("column-file");
        }
    }

    @Test
    void the_space_bar_belongs_to_what_has_the_focus() throws IOException {
        try (TestWindow window = full(1440, 900, Theme.Choice.DARK)) {
            boolean before = window.window().settings().get().run().ordered();
            focus(window, "ordered");
            press(window, KeyCode.SPACE, false, false);
            assertThat(window.window().settings().get().run().ordered()).isNotEqualTo(before);
        }
    }

    private static void press(TestWindow window, KeyCode key, boolean shortcut, boolean shift) {
        TestWindow.onWindow(() -> {
            Node owner = window.scene().getFocusOwner();
            KeyEvent event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, shortcut, false, false);
            if (owner == null) {
                Event.fireEvent(window.scene(), event);
            } else {
                Event.fireEvent(owner, event);
            }
            return true;
        });
    }

    private static void focus(TestWindow window, String id) {
        Node node = window.node(id);
        TestWindow.onWindow(() -> {
            node.requestFocus();
            return true;
        });
    }

    private static String focused(TestWindow window) {
        return TestWindow.onWindow(() -> {
            Node owner = window.scene().getFocusOwner();
            return owner == null ? "nothing" : String.valueOf(owner.getId());
        });
    }

    private static TableView<?> table(TestWindow window, String id) {
        return (TableView<?>) window.node(id);
    }

    private static String text(TestWindow window, String id) {
        return ((Labeled) window.node(id)).getText();
    }

    private static void fire(TestWindow window, String id) {
        ButtonBase button = (ButtonBase) window.node(id);
        TestWindow.onWindow(() -> {
            button.fire();
            return true;
        });
    }
}
