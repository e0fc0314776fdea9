package io.facet.app.ui.run;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** Colours of the style sheet for what is drawn on a canvas. A node of no size: the style sheet reaches only nodes. */
final class Inks extends StackPane {
    /** How many agents have a colour of their own. */
    static final int SERIES = 7;

    private final List<Region> series = new ArrayList<>();
    private final Region grid = ink("ink-grid");
    private final Region text = ink("ink-text");
    private final Region gap = ink("ink-gap");

    Inks() {
        setManaged(false);
        setMouseTransparent(true);
        setOpacity(0);
        for (int i = 1; i <= SERIES; i++) {
            series.add(ink("series-" + i));
        }
    }

    private Region ink(String styleClass) {
        Region ink = new Region();
        ink.getStyleClass().add(styleClass);
        getChildren().add(ink);
        return ink;
    }

    /** The colour of an agent by the order of joining, from 0. */
    Color series(int agent) {
        return colour(series.get(Math.floorMod(agent, SERIES)));
    }

    Color grid() {
        return colour(grid);
    }

    Color text() {
        return colour(text);
    }

    Color gap() {
        return colour(gap);
    }

    private static Color colour(Region ink) {
        Background background = ink.getBackground();
        Paint fill = background == null || background.getFills().isEmpty()
                ? null
                : background.getFills().getFirst().getFill();
        return fill instanceof Color colour ? colour : Color.TRANSPARENT;
    }
}
