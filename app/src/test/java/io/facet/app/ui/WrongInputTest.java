package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.app.ui.shell.LogBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed wrongly is explained where it was typed, changes nothing, and is no error of the program. */
@Timeout(180)
class WrongInputTest {
    private static final List<String> ODD = List.of(
            "((",
            "[a-",
            "*",
            "\\",
            "\\E",
            "{0}",
            "%s",
            "a\tb\nc",
            "'; drop table runs --",
            "\u202e\u0000",
            "𝕱😀",
            " ",
            "x".repeat(20_000));

    @TempDir
    private Path folder;

    private final LogBook log = new LogBook();

    /** A window fails by itself, when it is closed, if something was thrown on its thread. */
    @AfterEach
    void nothing_was_an_error() {
        log.close();
        assertThat(log.since(-1)).noneMatch(l -> l.severity() == LogBook.Severity.ERROR);
    }

    private TestWindow open() {
        return TestWindow.open(folder.resolve("home"), TestWindow.sized(1440, 900, Theme.Choice.DARK));
    }

    private static SettingsData settings(TestWindow window) {
        return window.window().settings().get();
    }

    @ParameterizedTest
    @CsvSource({
        "agents,agents-search",
        "models,models-search",
        "results,results-search",
        "settings,settings-search",
        "run,search"
    })
    void a_search_takes_any_characters(String page, String field) throws IOException {
        try (TestWindow window = withDataset()) {
            fire(window, "nav-" + page);
            TextField search = (TextField) window.node(field);
            for (String odd : ODD) {
                type(search, odd);
                layout(window);
            }
            type(search, "");
            layout(window);
        }
    }

    @Test
    void the_palette_takes_any_characters_and_says_if_no_command_has_them() {
        try (TestWindow window = open()) {
            fire(window, "paletteButton");
            TextField field = (TextField) window.node("palette-field");
            for (String odd : ODD) {
                type(field, odd);
                layout(window);
            }
        }
    }

    @Test
    void a_batch_that_is_none_is_explained_below_the_field() {
        try (TestWindow window = open()) {
            TextField batch = (TextField) window.node("batch");
            type(batch, "8");
            for (String wrong : List.of("0", "-1", "1025", "9999999999999", "8.5", "1e3", "many", "８")) {
                type(batch, wrong);
                assertThat(texts(window, "pipelineCard"))
                        .as(wrong)
                        .contains("Enter a number from 1 to 1,024, or nothing for Auto.");
                assertThat(settings(window).run().batch()).as(wrong).isEqualTo(8);
            }
            type(batch, "16");
            assertThat(texts(window, "pipelineCard")).noneMatch(t -> t.startsWith("Enter a number"));
        }
    }

    @ParameterizedTest
    @CsvSource({"missing", "file", "empty"})
    void a_dataset_that_is_none_is_explained_in_its_card(String kind) throws IOException {
        Path dataset = folder.resolve(kind);
        if (kind.equals("file")) {
            Files.writeString(dataset, "a file");
        } else if (kind.equals("empty")) {
            Files.createDirectories(dataset);
        }
        try (TestWindow window = withRecent(dataset)) {
            fire(window, "recent0");
            window.await(
                    "the reason",
                    () -> List.of(
                                    "The dataset cannot be read. Choose another.",
                                    "There is no image in this folder. Choose another.")
                            .contains(text(window, "startReason")));
            assertThat(window.node("mainAction").isDisabled()).isTrue();
            if (!kind.equals("empty")) {
                assertThat(text(window, "datasetProblem")).isNotBlank().doesNotContain("Exception", "\n");
            }
            assertThat(settings(window).recentDatasets()).containsExactly(dataset);
        }
    }

    @Test
    void a_port_that_is_none_does_not_open_the_computer_to_others() {
        try (TestWindow window = open()) {
            int before = window.desk().master().port();
            fire(window, "addAgent");
            for (String wrong : List.of("", "0", "-1", "65536", "99999999999", "55 55", "0x15", "port")) {
                type((TextField) window.node("join-port"), wrong);
                fire(window, "join-allow-do");
                window.await(
                        "explained: " + wrong,
                        () -> text(window, "join-trouble")
                                .equals("A port is a whole number from 1 to 65535. Facet still listens on " + before
                                        + "."));
                assertThat(window.desk().master().port()).isEqualTo(before);
                assertThat(window.desk().master().reachableFromOthers()).isFalse();
            }
        }
    }

    private TestWindow withRecent(Path dataset) {
        return TestWindow.open(
                folder.resolve("home"),
                s -> SettingsEdits.recentDatasets(
                        TestWindow.sized(1440, 900, Theme.Choice.DARK).apply(s), List.of(dataset)));
    }

    private TestWindow withDataset() throws IOException {
        Path label = Files.createDirectories(folder.resolve("faces").resolve("ada"));
        Files.writeString(label.resolve("one.jpg"), "not decoded");
        TestWindow window = withRecent(folder.resolve("faces"));
        fire(window, "recent0");
        window.await("the count", () -> text(window, "datasetCounts").startsWith("1 image"));
        return window;
    }

    private static void layout(TestWindow window) {
        TestWindow.onWindow(() -> {
            window.scene().getRoot().applyCss();
            window.scene().getRoot().layout();
            return true;
        });
    }

    private static void type(TextField field, String text) {
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
        return Objects.requireNonNullElse(((Labeled) window.node(id)).getText(), "");
    }

    /** Every text to be seen within a node. */
    private static List<String> texts(TestWindow window, String id) {
        Node node = window.node(id);
        return TestWindow.onWindow(() -> node.lookupAll(".label").stream()
                .filter(n -> n.isVisible() && n instanceof Labeled l && l.getText() != null)
                .map(n -> ((Labeled) n).getText())
                .toList());
    }
}
