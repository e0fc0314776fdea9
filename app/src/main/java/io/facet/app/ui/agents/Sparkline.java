package io.facet.app.ui.agents;

import java.util.ArrayList;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** The last minute of a rate as a small line; its colour is {@code -spark-color} of the style sheet. */
final class Sparkline extends Region {
    private static final int SAMPLES = 60;
    private static final double FILL_OPACITY = 0.22;
    private static final CssMetaData<Sparkline, Paint> COLOR =
            new CssMetaData<>("-spark-color", StyleConverter.getPaintConverter(), Color.GRAY) {
                @Override
                public boolean isSettable(Sparkline line) {
                    return !line.color.isBound();
                }

                @Override
                public StyleableProperty<Paint> getStyleableProperty(Sparkline line) {
                    return line.color;
                }
            };
    private static final List<CssMetaData<? extends Styleable, ?>> ALL = all();

    private final StyleableObjectProperty<Paint> color =
            new SimpleStyleableObjectProperty<>(COLOR, this, "color", Color.GRAY);
    private final Canvas canvas = new Canvas();
    private final double[] samples = new double[SAMPLES];
    private int count;

    Sparkline() {
        getStyleClass().add("sparkline");
        canvas.setManaged(false);
        getChildren().add(canvas);
        color.addListener((o, was, is) -> draw());
        setMouseTransparent(true);
    }

    private static List<CssMetaData<? extends Styleable, ?>> all() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.add(COLOR);
        return List.copyOf(all);
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return ALL;
    }

    /** Adds the rate of another second. */
    void add(double rate) {
        if (count == SAMPLES) {
            System.arraycopy(samples, 1, samples, 0, SAMPLES - 1);
            count--;
        }
        samples[count++] = Math.max(0, rate);
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }

    /** Draws what was added; for the time when it is to be seen. */
    void draw() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (count < 2 || width <= 0) {
            return;
        }
        double most = 1e-9;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, samples[i]);
        }
        g.setStroke(color.get());
        g.setLineWidth(1.4);
        g.beginPath();
        double first = width - (count - 1) * width / (SAMPLES - 1);
        for (int i = 0; i < count; i++) {
            double x = first + i * width / (SAMPLES - 1);
            double y = 1 + (height - 2) * (1 - 0.8 * samples[i] / most);
            if (i == 0) {
                g.moveTo(x, y);
            } else {
                g.lineTo(x, y);
            }
        }
        g.stroke();
        g.lineTo(width, height);
        g.lineTo(first, height);
        g.closePath();
        g.setGlobalAlpha(FILL_OPACITY);
        g.setFill(color.get());
        g.fill();
        g.setGlobalAlpha(1);
    }
}
