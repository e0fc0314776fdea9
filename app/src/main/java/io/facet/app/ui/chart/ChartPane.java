package io.facet.app.ui.chart;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** A canvas that fills its place and is drawn anew when its size or the theme changes. Window's thread only. */
public abstract class ChartPane extends Region {
    private static final Font SMALL = Font.font("Facet Sans", 11);

    private final Canvas canvas = new Canvas();
    private final Map<Ink, Text> swatches = new EnumMap<>(Ink.class);

    @SuppressWarnings("this-escape") // the listener asks for a layout, which comes later
    protected ChartPane() {
        for (Ink ink : Ink.values()) {
            // A canvas knows no style sheet: these know it, and nobody sees them.
            Text swatch = new Text();
            swatch.getStyleClass().add(ink.styleClass());
            swatch.setManaged(false);
            swatch.setOpacity(0);
            swatch.fillProperty().addListener((o, was, is) -> requestLayout());
            swatches.put(ink, swatch);
        }
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().addAll(swatches.values());
        getChildren().add(canvas);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
    }

    /** Draws all of it. */
    protected abstract void draw(GraphicsContext g, double width, double height);

    @Override
    protected final void layoutChildren() {
        double width = snapSizeX(getWidth());
        double height = snapSizeY(getHeight());
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (width > 0 && height > 0) {
            g.setFont(SMALL);
            draw(g, width, height);
        }
    }

    /** What a colour is in the theme of now. */
    protected final Paint paint(Ink ink) {
        Text swatch = swatches.get(ink);
        return swatch == null ? Color.TRANSPARENT : swatch.getFill();
    }

    /** A rule across, at half a pixel so that it is one pixel thick. */
    protected final void across(GraphicsContext g, double from, double to, double y) {
        g.setStroke(paint(Ink.GRID));
        g.setLineWidth(1);
        double at = Math.floor(y) + 0.5;
        g.strokeLine(from, at, to, at);
    }

    /** Small text. */
    protected final void text(GraphicsContext g, String text, double x, double y, TextAlignment align, Ink ink) {
        g.setFill(paint(ink));
        g.setTextAlign(align);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, x, y);
    }
}
