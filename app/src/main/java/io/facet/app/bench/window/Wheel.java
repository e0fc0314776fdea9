package io.facet.app.bench.window;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;

/** Turns of a mouse wheel. */
final class Wheel {
    private static final double PIXELS = 40;

    private Wheel() {}

    /** One notch down over the middle of {@code node}. */
    static ScrollEvent down(Node node) {
        Bounds bounds = node.getBoundsInLocal();
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                bounds.getCenterX(),
                bounds.getCenterY(),
                bounds.getCenterX(),
                bounds.getCenterY(),
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                -PIXELS,
                0,
                -PIXELS,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }
}
