package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Theme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no models: each is answered with what fits, and leaves things as they are. */
@Timeout(120)
class WrongModelTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"no.onnx,this is no model", "empty.onnx,''", "missing.onnx,"})
    void a_file_that_is_no_model_is_refused_in_one_line_and_the_focus_comes_back(String name, @Nullable String content)
            throws IOException {
        Path file = folder.resolve(name);
        if (content != null) {
            Files.writeString(file, content);
        }
        try (TestWindow window = TestWindow.open(folder, TestWindow.sized(1440, 900, Theme.Choice.LIGHT))) {
            ButtonBase nav = (ButtonBase) window.node("nav-models");
            TestWindow.onWindow(() -> {
                nav.fire();
                return true;
            });
            Button before = (Button) window.node("models-import-onnx");
            TestWindow.onWindow(() -> {
                before.requestFocus();
                ((ImportPanel) window.node("models-import")).offer(file);
                return true;
            });
            window.await("refused", () -> texts(window).stream().anyMatch(t -> t.contains(name)));
            assertThat(texts(window)).noneMatch(t -> t.contains("Exception"));
            assertThat(before.isDisabled()).as("what lies behind").isTrue();
            window.await("the way back", () -> "models-import-cancel".equals(focused(window)));
            TestWindow.onWindow(() -> {
                ((Button) window.node("models-import-cancel")).fire();
                return true;
            });
            assertThat(window.node("models-import").isVisible()).isFalse();
            assertThat(focused(window)).isEqualTo("models-import-onnx");
        }
    }

    @Test
    void a_dropped_file_that_fits_nothing_is_answered_with_what_fits() throws IOException {
        List<Path> taken = new ArrayList<>();
        Notices notices = new Notices();
        ModelFiles files = new ModelFiles(new Texts(Locale.ENGLISH), notices, taken::add, taken::add);
        File picture = Files.createFile(folder.resolve("picture.jpg")).toFile();
        File named = Files.createDirectories(folder.resolve("folder.onnx")).toFile();
        File model = Files.createFile(folder.resolve("model.ONNX")).toFile();

        assertThat(files.take(List.of(picture))).isFalse();
        assertThat(files.take(List.of(named))).isFalse();
        assertThat(files.take(List.of())).isFalse();
        assertThat(notices.shown())
                .singleElement()
                .satisfies(n -> assertThat(n.text()).contains(".onnx", ".h5"));
        assertThat(files.take(List.of(picture, model))).isTrue();
        assertThat(taken).containsExactly(model.toPath());
    }

    private static String focused(TestWindow window) {
        return TestWindow.onWindow(() -> {
            Node owner = window.scene().getFocusOwner();
            return owner == null ? "" : String.valueOf(owner.getId());
        });
    }

    private static List<String> texts(TestWindow window) {
        Node panel = window.node("models-import");
        return TestWindow.onWindow(() -> panel.lookupAll(".label").stream()
                .filter(n -> n instanceof Labeled l && l.getText() != null)
                .map(n -> ((Labeled) n).getText())
                .toList());
    }
}
