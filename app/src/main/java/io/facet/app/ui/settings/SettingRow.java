package io.facet.app.ui.settings;

import io.facet.app.ui.control.Show;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One setting: its name, what it means, its control, and a line for what is wrong with what was typed. */
final class SettingRow extends VBox {
    private final String name;
    private final Label description = new Label();
    private final Label problem = new Label();

    SettingRow(String name, String description, Node... controls) {
        this.name = name;
        getStyleClass().add("setting-row");
        Label title = new Label(name);
        title.getStyleClass().add("medium");
        title.setMinWidth(USE_PREF_SIZE);
        this.description.getStyleClass().addAll("text-caption", "text-muted");
        this.description.setWrapText(true);
        this.description.setMinHeight(USE_PREF_SIZE);
        describe(description);
        problem.getStyleClass().addAll("text-small", "text-danger", "setting-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        Show.text(problem, "");
        VBox words = new VBox(title, this.description);
        words.getStyleClass().add("setting-words");
        words.setMinWidth(120);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(16, words);
        line.getStyleClass().add("setting-line");
        for (Node control : controls) {
            if (control instanceof Region region) {
                region.setMinWidth(USE_PREF_SIZE);
            }
            line.getChildren().add(control);
        }
        getChildren().addAll(line, problem);
    }

    /** Controls that belong together, as one. */
    static HBox fields(Node... controls) {
        HBox box = new HBox(controls);
        box.getStyleClass().add("setting-fields");
        return box;
    }

    SettingRow id(String id) {
        setId("setting-" + id);
        problem.setId("problem-" + id);
        description.setId("about-" + id);
        return this;
    }

    void describe(String text) {
        Show.text(description, text);
    }

    /** Says what is wrong; an empty text takes it back. */
    void problem(String text) {
        Show.text(problem, text);
    }

    /** Whether it has these words in its name or description. */
    boolean matches(String words) {
        return (name + " " + description.getText()).toLowerCase(Locale.ROOT).contains(words);
    }
}
