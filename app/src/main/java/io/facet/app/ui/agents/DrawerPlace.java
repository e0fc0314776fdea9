package io.facet.app.ui.agents;

import io.facet.app.ui.control.Show;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Puts a drawer beside the cards where there is room for both, and over them where there is not. */
final class DrawerPlace {
    /** Width of the page, which is that of a window of 1280 without the rail. */
    private static final double ROOM_FOR_BOTH = 1200;

    private final Region page;
    private final StackPane beside;
    private final HBox over;
    private @Nullable Node drawer;

    DrawerPlace(Region page, StackPane beside, HBox over) {
        this.page = page;
        this.beside = beside;
        this.over = over;
        page.widthProperty().addListener((o, was, is) -> place());
    }

    /** Shows the drawer; {@code close} is called when somebody clicks beside it. */
    void open(Node opened, Runnable close) {
        drawer = opened;
        over.setOnMouseClicked(e -> {
            if (e.getTarget() == over) {
                close.run();
            }
        });
        place();
    }

    void close() {
        drawer = null;
        beside.getChildren().clear();
        over.getChildren().clear();
        Show.when(over, false);
    }

    private boolean roomForBoth() {
        return page.getWidth() >= ROOM_FOR_BOTH;
    }

    private void place() {
        Node shown = drawer;
        if (shown == null) {
            return;
        }
        if (roomForBoth() && !beside.getChildren().contains(shown)) {
            over.getChildren().clear();
            beside.getChildren().setAll(shown);
        } else if (!roomForBoth() && !over.getChildren().contains(shown)) {
            beside.getChildren().clear();
            over.getChildren().setAll(shown);
        }
        Show.when(over, !roomForBoth());
    }
}
