package io.facet.app.ui.models;

import io.facet.app.models.SpeedCurve;
import io.facet.app.ui.chart.ChartPane;
import io.facet.app.ui.chart.Ink;
import io.facet.app.ui.chart.Scale;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Images per second over images at a time. Window's thread only. */
final class SpeedChart extends ChartPane {
    private static final double LEFT = 44;
    private static final double RIGHT = 24;
    private static final double TOP = 16;
    private static final double BOTTOM = 40;

    private final Texts texts;
    private @Nullable SpeedCurve curve;
    private String invitation = "models.speed.none";
    private List<Integer> axis = List.of(1, 2, 4, 8);

    SpeedChart(Texts texts) {
        this.texts = texts;
        setMinHeight(160);
        setPrefHeight(236);
        setId("models-speed-chart");
    }

    /**
     * Shows a curve.
     *
     * @param next null: there is none yet
     * @param inviting key of the line to show instead
     */
    void show(@Nullable SpeedCurve next, String inviting) {
        curve = next;
        invitation = inviting;
        if (next != null && next.fixedBatch()) {
            axis = next.points().stream().map(SpeedCurve.Point::batch).toList();
        } else {
            axis = List.of(1, 2, 4, 8);
        }
        setAccessibleText(describe(next));
        requestLayout();
    }

    private String describe(@Nullable SpeedCurve next) {
        return next == null
                ? texts.get(invitation)
                : next.points().stream()
                        .map(p -> texts.get("models.speed.point", p.batch(), Figures.rate(p.imagesPerSecond())))
                        .collect(Collectors.joining(", ", texts.get("models.speed.title") + ": ", ""));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        SpeedCurve now = curve;
        List<SpeedCurve.Point> points = now == null ? List.of() : now.points();
        Scale scale = Scale.upTo(
                points.stream()
                        .mapToDouble(SpeedCurve.Point::imagesPerSecond)
                        .max()
                        .orElse(0),
                4);
        double bottom = height - BOTTOM;
        for (double mark : points.isEmpty() ? List.of(0.0) : scale.values()) {
            double y = bottom - (bottom - TOP) * mark / scale.end();
            across(g, LEFT, width - RIGHT, y);
            if (!points.isEmpty()) {
                text(g, scale.label(mark), LEFT - 8, y, TextAlignment.RIGHT, Ink.AXIS);
            }
        }
        for (int i = 0; i < axis.size(); i++) {
            text(g, Integer.toString(axis.get(i)), x(i, width), bottom + 14, TextAlignment.CENTER, Ink.AXIS);
        }
        text(g, texts.get("models.speed.axis"), (LEFT + width - RIGHT) / 2, height - 8, TextAlignment.CENTER, Ink.AXIS);
        if (now != null) {
            line(g, now, scale, width, bottom);
        } else {
            double middle = TOP + (bottom - TOP) / 2;
            text(g, texts.get(invitation), (LEFT + width - RIGHT) / 2, middle, TextAlignment.CENTER, Ink.AXIS);
        }
    }

    private double x(int place, double width) {
        return axis.size() < 2
                ? (LEFT + width - RIGHT) / 2
                : LEFT + 12 + (width - RIGHT - LEFT - 24) * place / (axis.size() - 1);
    }

    private void line(GraphicsContext g, SpeedCurve now, Scale scale, double width, double bottom) {
        List<SpeedCurve.Point> points = now.points();
        double[] xs = new double[points.size()];
        double[] ys = new double[points.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = x(axis.indexOf(points.get(i).batch()), width);
            ys[i] = bottom - (bottom - TOP) * points.get(i).imagesPerSecond() / scale.end();
        }
        boolean complete = points.size() == axis.size();
        int best = complete ? points.indexOf(now.advised().orElse(null)) : -1;
        if (best >= 0 && points.size() > 1) {
            g.setStroke(paint(Ink.ACCENT));
            g.setLineDashes(3, 3);
            g.strokeLine(xs[best], TOP, xs[best], bottom);
            g.setLineDashes();
        }
        g.setStroke(paint(Ink.S1));
        g.setLineWidth(2);
        g.strokePolyline(xs, ys, xs.length);
        for (int i = 0; i < xs.length; i++) {
            double r = i == best ? 4 : 3;
            g.setFill(paint(i == best ? Ink.GROUND : Ink.S1));
            g.fillOval(xs[i] - r, ys[i] - r, 2 * r, 2 * r);
            g.strokeOval(xs[i] - r, ys[i] - r, 2 * r, 2 * r);
            text(
                    g,
                    Figures.rate(points.get(i).imagesPerSecond()),
                    xs[i],
                    ys[i] < TOP + 24 ? ys[i] + 16 : ys[i] - 14,
                    TextAlignment.CENTER,
                    Ink.AXIS);
        }
    }
}
