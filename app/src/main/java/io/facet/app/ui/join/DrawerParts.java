package io.facet.app.ui.join;

import io.facet.app.ui.common.Icons;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Small parts that the sections of the drawer are made of. */
final class DrawerParts {
    private DrawerParts() {}

    static HBox step(String number, String text) {
        Label circle = new Label(number);
        circle.getStyleClass().add("step-number");
        Label label = new Label(text);
        label.getStyleClass().addAll("medium", "text-strong");
        label.setWrapText(true);
        HBox box = new HBox(8, circle, label);
        box.getStyleClass().add("drawer-row");
        return box;
    }

    static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("medium", "text-strong");
        return label;
    }

    static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-caption", "text-muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    static Button iconButton(String id, Feather icon, String text, Runnable action) {
        Button button = new Button(null, Icons.of(icon, "icon-small"));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "small-height");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(e -> action.run());
        return button;
    }

    static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /** Two lines: what it is, and what is known of it. */
    static VBox lines(String first, String second) {
        Label name = new Label(first);
        name.getStyleClass().add("medium");
        name.setTooltip(new Tooltip(first + "\n" + second));
        Label facts = new Label(second);
        facts.getStyleClass().addAll("text-caption", "text-muted");
        VBox box = new VBox(name, facts);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
