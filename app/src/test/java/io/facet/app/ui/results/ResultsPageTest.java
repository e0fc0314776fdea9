package io.facet.app.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.history.PastRun;
import io.facet.app.master.verify.CheckedRun;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Theme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ResultsPageTest {
    @TempDir
    private Path folder;

    private TestWindow open(double width, double height, Theme.Choice theme, boolean filled) {
        Path csv = folder.resolve("embeddings.csv");
        TestWindow window = TestWindow.open(folder, TestWindow.sized(width, height, theme));
        if (filled) {
            new CheckedRun(csv).finish(40, 3);
            PastRuns.fill(Objects.requireNonNull(window.desk().history()), csv, Instant.now());
        }
        TestWindow.onWindow(() -> {
            ((ButtonBase) window.node("nav-models")).fire();
            ((ButtonBase) window.node("nav-results")).fire();
            return true;
        });
        return window;
    }

    private static void fire(TestWindow window, String id) {
        TestWindow.onWindow(() -> {
            ((ButtonBase) window.node(id)).fire();
            return true;
        });
    }

    private static boolean named(TestWindow window, String name) {
        return window.scene().lookup("#results-name") instanceof Label label
                && label.getText().equals(name);
    }

    @ParameterizedTest
    @CsvSource({"1440,900,DARK", "1440,900,LIGHT", "1024,700,DARK", "1024,700,LIGHT"})
    void looks_as_designed(double width, double height, Theme.Choice theme) {
        String name = "results-%s-%.0f".formatted(theme.name().toLowerCase(Locale.ROOT), width);
        try (TestWindow window = open(width, height, theme, true)) {
            window.await("the newest run", () -> named(window, "faces-105"));
            window.picture(name);
            TestWindow.onWindow(() -> {
                ((ListView<?>) window.node("results-list")).getSelectionModel().select(1);
                return true;
            });
            window.await("the long one", () -> !named(window, "faces-105"));
            window.picture(name + "-long");
        }
    }

    @ParameterizedTest
    @CsvSource({"1440,900,DARK", "1024,700,LIGHT"})
    void an_empty_history_leads_to_the_run_page(double width, double height, Theme.Choice theme) {
        try (TestWindow window = open(width, height, theme, false)) {
            window.await("the way on", () -> window.node("results-empty").isVisible());
            window.picture("results-empty-%s".formatted(theme.name().toLowerCase(Locale.ROOT)));
            assertThat(window.node("results-go-to-run").isDisabled()).isFalse();
        }
    }

    @Test
    void files_are_verified_copied_and_shown() {
        try (TestWindow window = open(1440, 900, Theme.Choice.LIGHT, true)) {
            window.await("the newest run", () -> named(window, "faces-105"));
            fire(window, "results-verify");
            window.await(
                    "the verdict",
                    () -> !((Pane) window.node("results-findings"))
                            .getChildren()
                            .isEmpty());
            window.picture("results-verified");
            fire(window, "results-copy-path");
            fire(window, "results-folder");
            assertThat(window.desktop().copied)
                    .containsExactly(folder.resolve("embeddings.csv").toString());
            assertThat(window.desktop().opened).containsExactly(folder);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_run_is_deleted_from_the_list() {
        try (TestWindow window = open(1024, 700, Theme.Choice.DARK, true)) {
            window.await("the newest run", () -> named(window, "faces-105"));
            fire(window, "results-delete");
            ListView<PastRun> list = (ListView<PastRun>) window.node("results-list");
            window.await("two are left", () -> list.getItems().size() == 2);
        }
    }
}
