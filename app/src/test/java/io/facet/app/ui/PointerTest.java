package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/**
 * A mouse and a keyboard, as the platform sends them, and not handlers that are called: something that lies over a
 * button, or a key that another takes, is found here only.
 */
@Timeout(180)
class PointerTest {
    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private TestWindow window;

    /** As large as the Headless platform's screen allows. */
    @BeforeEach
    void open() {
        window = TestWindow.open(folder, TestWindow.sized(1000, 800, Theme.Choice.DARK));
        TestWindow.onWindow(() -> {
            window.scene().getWindow().setX(0);
            window.scene().getWindow().setY(0);
            window.scene().getWindow().requestFocus();
            return true;
        });
        window.await("the focus", () -> window.scene().getWindow().isFocused());
        robot.targetWindow(window.scene());
    }

    @AfterEach
    void close() {
        robot.release(new KeyCode[0]);
        robot.release(new MouseButton[0]);
        window.close();
    }

    private void click(String id) {
        Node node = window.node(id);
        window.await(id + " can be clicked", () -> node.isVisible() && !node.isDisabled());
        robot.clickOn(node);
    }

    private String text(String id) {
        return ((Labeled) window.node(id)).getText();
    }

    private boolean onPage(String page) {
        return ((ToggleButton) window.node("nav-" + page)).isSelected();
    }

    @Test
    void the_sample_is_one_click_away_and_its_table_answers() {
        click("trySample");
        window.await("the sample", () -> text("datasetCounts").startsWith("240 images · 12 labels"));
        click("tab-labels");
        window.await("labels", () -> window.node("labelsTable").isVisible());
        click("tab-images");
        TableView<?> table = (TableView<?>) window.node("imageTable");
        window.await("rows", () -> table.getItems().size() == 240);

        robot.clickOn(window.scene().lookup("#imageTable .table-row-cell"));
        window.await("a chosen row", () -> table.getSelectionModel().getSelectedIndex() >= 0);
        int first = table.getSelectionModel().getSelectedIndex();
        robot.push(KeyCode.DOWN);
        window.await("the next row", () -> table.getSelectionModel().getSelectedIndex() == first + 1);
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("kaya");
        window.await("what was looked for", () -> table.getItems().size() == 20);
        robot.push(KeyCode.ESCAPE);
        window.await("all again", () -> table.getItems().size() == 240);
    }

    @Test
    void the_keyboard_alone_goes_through_the_pages_and_the_palette() {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        window.await("the palette", () -> window.scene().lookup("#palette-field") != null);
        robot.write("go to results");
        robot.push(KeyCode.ENTER);
        window.await("results", () -> onPage("results"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        window.await("models", () -> onPage("models"));
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        window.await("settings", () -> onPage("settings"));
        robot.push(KeyCode.CONTROL, KeyCode.L);
        window.await("the log", () -> window.scene().lookup("#log-drawer") != null);
        robot.push(KeyCode.ESCAPE);
        window.await("no log", () -> window.scene().lookup("#log-drawer") == null);
    }

    @Test
    void settings_answer_the_mouse_and_are_undone_by_a_key() {
        click("nav-settings");
        click("theme-light");
        window.await("light", () -> window.window().settings().get().theme() == Theme.Choice.LIGHT);
        assertThat(window.scene().getRoot().getStyleClass()).contains("light");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        window.await("dark", () -> window.window().settings().get().theme() == Theme.Choice.DARK);
    }
}
