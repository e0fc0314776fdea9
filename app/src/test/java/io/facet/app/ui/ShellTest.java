package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ShellTest {
    @TempDir
    private Path folder;

    @Test
    void says_where_it_listens_and_that_nothing_runs() {
        try (TestWindow window = TestWindow.open(folder, TestWindow.sized(1440, 900, Theme.Choice.DARK))) {
            int port = window.desk().master().port();
            window.await(
                    "the address",
                    () -> ((Button) window.node("addressItem")).getText().endsWith(":" + port));
            assertThat(((Label) window.node("runPill")).getText()).isEqualTo("Idle");
            window.picture("shell-dark");
        }
    }

    @Test
    void while_the_master_starts_the_window_says_so() {
        try (TestWindow window = TestWindow.open(folder, TestWindow.sized(1024, 700, Theme.Choice.DARK))) {
            TestWindow.onWindow(() -> {
                Scene splash = Splash.scene(
                        window.window().settings().get(), window.window().texts());
                Pictures.write(splash, "splash-dark");
                assertThat(splash.getWidth()).isEqualTo(1024);
                assertThat(splash.getRoot().lookupAll(".label").stream().map(n -> ((Label) n).getText()))
                        .containsExactlyInAnyOrder("Facet", "Starting");
                return true;
            });
        }
    }

    @Test
    void the_theme_button_changes_the_theme_and_it_is_remembered() {
        try (TestWindow window = TestWindow.open(folder, TestWindow.sized(1024, 700, Theme.Choice.LIGHT))) {
            Button theme = (Button) window.node("themeButton");
            TestWindow.onWindow(() -> {
                theme.fire();
                return true;
            });
            window.await("dark", () -> window.scene().getRoot().getStyleClass().contains("dark"));
            assertThat(window.window().settings().get().theme()).isEqualTo(Theme.Choice.DARK);
        }
    }
}
