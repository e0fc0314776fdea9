package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.verify.CheckedRun;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.results.PastRuns;
import io.facet.app.ui.settings.SettingsEdits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KeysTest {
    @TempDir
    private Path folder;

    private TestWindow open() {
        return TestWindow.open(folder, TestWindow.sized(1440, 900, Theme.Choice.DARK));
    }

    private static void press(Node node, KeyCode key, boolean shortcut, boolean shift) {
        TestWindow.onWindow(() -> {
            node.requestFocus();
            Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, shortcut, false, false));
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

    @Test
    void undo_in_a_field_takes_back_what_was_typed_and_elsewhere_a_setting() {
        try (TestWindow window = open()) {
            fire(window, "nav-settings");
            TextField search = (TextField) window.node("settings-search");
            TestWindow.onWindow(() -> {
                window.window().settings().change(s -> SettingsEdits.textSize(s, 16));
                search.requestFocus();
                search.insertText(0, "port");
                return true;
            });
            press(search, KeyCode.Z, true, false);
            assertThat(search.getText()).isEmpty();
            assertThat(window.window().settings().get().textSize()).isEqualTo(16);
            press(window.node("nav-settings"), KeyCode.Z, true, false);
            assertThat(window.window().settings().get().textSize()).isEqualTo(13);
            press(search, KeyCode.Z, true, true);
            assertThat(window.window().settings().get().textSize()).isEqualTo(13);
            press(window.node("nav-settings"), KeyCode.Z, true, true);
            assertThat(window.window().settings().get().textSize()).isEqualTo(16);
        }
    }

    @Test
    void a_key_that_can_do_nothing_now_is_left_to_others() {
        try (TestWindow window = open()) {
            List<KeyCode> left = new ArrayList<>();
            TestWindow.onWindow(() -> {
                window.scene().addEventHandler(KeyEvent.KEY_PRESSED, e -> left.add(e.getCode()));
                return true;
            });
            press(window.scene().getRoot(), KeyCode.ENTER, true, false);
            press(window.scene().getRoot(), KeyCode.H, true, true);
            assertThat(left).as("nothing can be started; faces can be hidden").containsExactly(KeyCode.ENTER);
            assertThat(window.window().settings().get().hideFaces()).isTrue();
        }
    }

    @Test
    void f5_looks_for_agents_on_their_page() {
        try (TestWindow window = open()) {
            fire(window, "nav-agents");
            press(window.node("nav-agents"), KeyCode.F5, false, false);
            window.await("the drawer", () -> window.scene().lookup("#join-drawer") != null);
        }
    }

    @Test
    void ctrl_e_exports_the_rows_of_the_chosen_run() {
        Path csv = folder.resolve("embeddings.csv");
        new CheckedRun(csv).finish(40, 3);
        try (TestWindow window = open()) {
            PastRuns.fill(Objects.requireNonNull(window.desk().history()), csv, Instant.now());
            fire(window, "nav-results");
            window.await(
                    "the run",
                    () -> window.scene().lookup("#results-name") instanceof Label name
                            && name.getText().equals("faces-105"));
            press(window.node("nav-results"), KeyCode.E, true, false);
            window.await("the file", () -> Files.exists(folder.resolve("embeddings.npy")));
        }
    }

    @Test
    void quitting_asks_about_work_that_would_be_given_up() {
        try (TestWindow window = open()) {
            List<String> ends = new ArrayList<>();
            TestWindow.onWindow(() -> {
                window.window().askToQuit(() -> ends.add("idle"));
                return true;
            });
            assertThat(ends).containsExactly("idle");

            ButtonBase sample = (ButtonBase) window.node("trySample");
            TestWindow.onWindow(() -> {
                sample.fire();
                window.window().askToQuit(() -> ends.add("busy"));
                return true;
            });
            assertThat(ends).containsExactly("idle");
            window.picture("quit-unfinished");
            assertThat(window.scene().getRoot().lookupAll(".question .label").stream()
                            .map(n -> ((Label) n).getText()))
                    .anyMatch(text -> text.contains("Sample dataset"));
            fire(window, "question-yes");
            assertThat(ends).containsExactly("idle", "busy");
        }
    }
}
