package io.facet.app.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.control.Stepper;
import io.facet.app.ui.control.Switch;
import io.facet.app.ui.join.NetworkChoice;
import io.facet.protocol.home.FacetHome;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class SettingsPageTest {
    @TempDir
    private Path folder;

    private TestWindow open(int width, int height, Theme.Choice theme) {
        TestWindow window = TestWindow.open(folder, TestWindow.sized(width, height, theme));
        ToggleButton nav = (ToggleButton) window.node("nav-settings");
        run(() -> {
            nav.fire();
            // A scroll pane has its content only once it has a skin.
            window.scene().getRoot().applyCss();
            window.scene().getRoot().layout();
        });
        return window;
    }

    private static void run(Runnable work) {
        TestWindow.onWindow(() -> {
            work.run();
            return true;
        });
    }

    private static SettingsData now(TestWindow window) {
        return window.window().settings().get();
    }

    private static String text(TestWindow window, String id) {
        return ((Label) window.node(id)).getText();
    }

    private static void type(TestWindow window, String id, String text) {
        TextField field = (TextField) window.node(id);
        run(() -> {
            field.setText(text);
            field.getOnAction().handle(null);
        });
    }

    @ParameterizedTest
    @CsvSource({"DARK,1440,900", "LIGHT,1440,900", "DARK,1024,700", "LIGHT,1024,700"})
    void all_sections_can_be_seen(Theme.Choice theme, int width, int height) {
        try (TestWindow window = open(width, height, theme)) {
            window.await("sizes", () -> text(window, "about-cache").equals("Empty"));
            window.picture("settings-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width);
            ComboBox<?> network = (ComboBox<?>) window.node("settings-network");
            window.await("networks", () -> network.getItems().size() >= 2);
            assertThat(((NetworkChoice) network.getSelectionModel().getSelectedItem()).address())
                    .isEqualTo("127.0.0.1");
            for (String section : List.of("appearance", "network", "computer", "folders", "shortcuts", "about")) {
                assertThat(window.node("section-" + section).isVisible())
                        .as(section)
                        .isTrue();
            }
        }
    }

    @Test
    void appearance_changes_at_once_and_can_be_undone() {
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            ToggleButton light = (ToggleButton) window.node("theme-light");
            run(light::fire);
            window.await("light", () -> window.scene().getRoot().getStyleClass().contains("light"));
            run(() -> ((Slider) window.node("text-size")).setValue(16));
            assertThat(now(window).textSize()).isEqualTo(16);
            assertThat(window.scene().getRoot().getStyle()).contains("16.0px");
            window.picture("settings-large-text");
            Hyperlink undo = (Hyperlink) window.node("settings-undo");
            run(undo::fire);
            assertThat(now(window).textSize()).isEqualTo(13);
            run(undo::fire);
            assertThat(now(window).theme()).isEqualTo(Theme.Choice.DARK);
            assertThat(undo.isDisabled()).isTrue();
        }
    }

    @Test
    void switches_are_kept() {
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            for (String id : List.of("reduce-motion", "hide-faces", "settings-rest")) {
                run(() -> ((Switch) window.node(id)).setSelected(true));
            }
            run(() -> ((Switch) window.node("settings-discover")).setSelected(false));
            assertThat(now(window).reduceMotion()).isTrue();
            assertThat(now(window).hideFaces()).isTrue();
            assertThat(now(window).pauseWhileUsed()).isTrue();
            assertThat(now(window).discover()).isFalse();
            window.await("kept on disk", () -> Files.exists(folder.resolve("window.json")));
        }
    }

    @Test
    void a_wrong_port_is_explained_below_the_field_and_the_old_one_holds() throws IOException {
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK);
                ServerSocket taken = new ServerSocket()) {
            int before = window.desk().master().port();
            for (String wrong : List.of("", "0", "65536", "many", "-5")) {
                type(window, "settings-port", wrong);
                assertThat(text(window, "problem-port")).as(wrong).contains("still listens on " + before);
            }
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            type(window, "settings-port", Integer.toString(taken.getLocalPort()));
            window.await("refused", () -> text(window, "problem-port").contains("is in use"));
            window.picture("settings-wrong-port");
            assertThat(window.desk().master().port()).isEqualTo(before);
            run(() -> ((Button) window.node("settings-port-test")).fire());
            window.await("tested", () -> text(window, "about-port").endsWith("is in use"));
        }
    }

    @Test
    void a_free_port_is_used_at_once() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            free = probe.getLocalPort();
        }
        try (TestWindow window = open(1440, 900, Theme.Choice.LIGHT)) {
            TextField port = (TextField) window.node("settings-port");
            run(() -> port.setText(Integer.toString(free)));
            run(() -> ((Button) window.node("settings-port-use")).fire());
            window.await("moved", () -> window.desk().master().port() == free);
            window.await("remembered", () -> now(window).port() == free);
            assertThat(text(window, "about-port")).isEqualTo("Facet listens on it");
        }
    }

    @Test
    void an_output_folder_that_cannot_be_used_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (TestWindow window = open(1024, 700, Theme.Choice.DARK)) {
            for (String wrong :
                    List.of("", "runs", file.toString(), file.resolve("below").toString(), "\0")) {
                type(window, "output-folder", wrong);
                window.await(
                        "refused " + wrong,
                        () -> text(window, "problem-outputs").startsWith("Runs cannot be written"));
                assertThat(now(window).outputFolder()).isNull();
                type(window, "output-folder", window.desk().home().documents().toString());
                window.await(
                        "the old one", () -> text(window, "problem-outputs").isEmpty());
            }
            Path good = folder.resolve("new").resolve("runs");
            type(window, "output-folder", good.toString());
            window.await("taken", () -> good.equals(now(window).outputFolder()));
        }
    }

    @Test
    void only_folders_that_are_there_can_be_allowed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path good = Files.createDirectory(folder.resolve("pictures"));
        try (TestWindow window = open(1024, 700, Theme.Choice.DARK)) {
            for (String wrong : List.of("pictures", file.toString(), good + File.pathSeparator + "nowhere")) {
                type(window, "allowed-folders", wrong);
                window.await(
                        "refused " + wrong,
                        () -> text(window, "problem-allowed").contains("is no folder"));
                assertThat(now(window).allowedRoots()).isEmpty();
                type(window, "allowed-folders", "");
                window.await(
                        "nothing wrong", () -> text(window, "problem-allowed").isEmpty());
            }
            type(window, "allowed-folders", good.toString());
            window.await("taken", () -> now(window).allowedRoots().equals(List.of(good)));
            type(window, "allowed-folders", "");
            window.await("all again", () -> now(window).allowedRoots().isEmpty());
        }
    }

    @Test
    void slots_are_numbers_or_left_to_the_agent() {
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            Stepper cpu = (Stepper) window.node("settings-cpu-slots");
            run(() -> cpu.plus().fire());
            assertThat(now(window).cpuSlots()).isEqualTo(1);
            assertThat(((ToggleButton) window.node("cpu-auto")).isSelected()).isFalse();
            run(() -> {
                cpu.field().setText("lots");
                cpu.field().getOnAction().handle(null);
            });
            assertThat(text(window, "problem-cpu")).startsWith("CPU slots:");
            assertThat(now(window).cpuSlots()).isEqualTo(1);
            run(() -> ((ToggleButton) window.node("cpu-auto")).fire());
            assertThat(now(window).cpuSlots()).isEqualTo(-1);
        }
    }

    @Test
    void the_cache_can_be_emptied() throws IOException {
        Path cache = FacetHome.under(folder).cache();
        Files.createDirectories(cache.resolve("deep"));
        Files.write(cache.resolve("deep").resolve("file.bin"), new byte[2000]);
        try (TestWindow window = open(1440, 900, Theme.Choice.DARK)) {
            window.await("measured", () -> text(window, "about-cache").equals("2.0 kB · 1 file"));
            run(() -> ((Button) window.node("cache-clear")).fire());
            window.await("empty", () -> text(window, "about-cache").equals("Empty"));
            assertThat(cache).isEmptyDirectory();
            assertThat(window.node("cache-clear").isDisabled()).isTrue();
        }
    }

    @Test
    void a_search_leaves_what_has_its_words() {
        try (TestWindow window = open(1440, 900, Theme.Choice.LIGHT)) {
            TextField search = (TextField) window.node("settings-search");
            run(() -> search.setText("port"));
            assertThat(window.node("section-network").isVisible()).isTrue();
            assertThat(window.node("section-appearance").isVisible()).isFalse();
            window.picture("settings-search");
            run(() -> search.setText("no such thing"));
            assertThat(window.node("settings-nothing").isVisible()).isTrue();
            run(search::clear);
            assertThat(window.node("section-appearance").isVisible()).isTrue();
        }
    }

    @Test
    void licences_and_the_fingerprint_are_at_hand() {
        try (TestWindow window = open(1440, 900, Theme.Choice.LIGHT)) {
            run(() -> ((Button) window.node("licences-show")).fire());
            window.await("licences", () -> ((TextArea) window.node("licences")).isVisible());
            assertThat(((TextArea) window.node("licences")).getText()).contains("Apache License");
            run(() -> ((Button) window.node("settings-fingerprint-copy")).fire());
            assertThat(window.desktop().copied.getFirst()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        }
    }
}
