package io.facet.app.ui.shell;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Page;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A page on the rail, with a bar at its left while it is shown and a count of what is wrong there. */
final class RailItem extends StackPane {
    private final Page page;
    private final ToggleButton button;
    private final Label badge = new Label();

    RailItem(Page page, Runnable go) {
        this.page = page;
        button = new ToggleButton(page.title(), Icons.of(page.icon()));
        button.getStyleClass().add("nav-item");
        button.setContentDisplay(ContentDisplay.TOP);
        button.setId("nav-" + page.id());
        button.setOnAction(e -> {
            button.setSelected(true);
            go.run();
        });
        Region mark = new Region();
        mark.getStyleClass().add("nav-mark");
        badge.getStyleClass().add("nav-badge");
        badge.setMouseTransparent(true);
        badge.setVisible(false);
        getStyleClass().add("nav-cell");
        getChildren().addAll(button, mark, badge);
        setAlignment(mark, Pos.CENTER_LEFT);
        setAlignment(badge, Pos.TOP_RIGHT);
    }

    Page page() {
        return page;
    }

    void select(boolean on) {
        button.setSelected(on);
        getStyleClass().remove("on");
        if (on) {
            getStyleClass().add("on");
        }
    }

    void badge(int count) {
        badge.setText(Integer.toString(count));
        badge.setVisible(count > 0);
        button.setAccessibleText(count > 0 ? page.title() + ", " + count : page.title());
    }
}
