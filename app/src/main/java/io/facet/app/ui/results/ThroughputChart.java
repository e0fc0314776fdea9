package io.facet.app.ui.results;

import io.facet.app.master.history.ThroughputSeries;
import io.facet.app.ui.chart.ChartPane;
import io.facet.app.ui.chart.Ink;
import io.facet.app.ui.chart.Scale;
import java.time.Duration;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Images per second over a run, the agents on top of each other, with what happened. Window's thread only. */
final class ThroughputChart extends ChartPane {
    private static final double LEFT = 44;
    private static final double RIGHT = 16;
    private static final double TOP = 16;
    private static final double BOTTOM = 24;
    private static final double OPAQUE = 0.65;

    private ThroughputSeries series = ThroughputSeries.NONE;

    ThroughputChart() {
        setMinHeight(120);
        setPrefHeight(120);
    }

    void show(ThroughputSeries next, String inWords) {
        series = next;
        setAccessibleText(inWords);
        requestLayout();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        List<ThroughputSeries.Line> lines = series.lines();
        int points =
                lines.stream().mapToInt(l -> l.imagesPerSecond().size()).max().orElse(0);
        double[] sums = new double[points];
        lines.forEach(l -> add(sums, l));
        double top = 0;
        for (double sum : sums) {
            top = Math.max(top, sum);
        }
        Scale scale = Scale.upTo(top, 2);
        Area area = new Area(width - RIGHT, height - BOTTOM, points, scale.end());
        for (double mark : scale.values()) {
            across(g, LEFT, width - RIGHT, area.y(mark));
            text(g, scale.label(mark), LEFT - 8, area.y(mark), TextAlignment.RIGHT, Ink.AXIS);
        }
        pauses(g, area);
        double[] below = new double[points];
        for (ThroughputSeries.Line line : lines) {
            double[] above = below.clone();
            add(above, line);
            fill(g, area, below, above, Ink.series(line.colour()));
            below = above;
        }
        times(g, area, height);
        series.events().forEach(e -> event(g, area, e));
    }

    /** A grey band where the run was paused. */
    private void pauses(GraphicsContext g, Area area) {
        Duration end = series.step().multipliedBy(area.points());
        Duration since = null;
        for (ThroughputSeries.Event event : series.events()) {
            if (event.kind() == ThroughputSeries.Kind.STOPPED && since == null) {
                since = event.at();
            } else if (event.kind() == ThroughputSeries.Kind.RESUMED && since != null) {
                band(g, area, since, event.at());
                since = null;
            }
        }
        if (since != null && since.compareTo(end) < 0) {
            band(g, area, since, end);
        }
    }

    private void band(GraphicsContext g, Area area, Duration from, Duration to) {
        double left = x(area, from);
        g.setFill(paint(Ink.GAP));
        g.fillRect(left, TOP, Math.max(1, x(area, to) - left), area.bottom() - TOP);
    }

    private double x(Area area, Duration at) {
        return Math.min(area.x(at.toMillis() / (double) series.step().toMillis() - 1), area.right());
    }

    private static void add(double[] sums, ThroughputSeries.Line line) {
        for (int i = 0; i < line.imagesPerSecond().size(); i++) {
            sums[i] += line.imagesPerSecond().get(i);
        }
    }

    private void fill(GraphicsContext g, Area area, double[] below, double[] above, Ink ink) {
        int n = above.length;
        if (n == 0) {
            return;
        }
        double[] xs = new double[2 * n];
        double[] ys = new double[2 * n];
        for (int i = 0; i < n; i++) {
            xs[i] = area.x(i);
            ys[i] = area.y(above[i]);
            xs[2 * n - 1 - i] = xs[i];
            ys[2 * n - 1 - i] = area.y(below[i]);
        }
        g.setFill(paint(ink));
        g.setGlobalAlpha(OPAQUE);
        g.fillPolygon(xs, ys, 2 * n);
        g.setGlobalAlpha(1);
        g.setStroke(paint(ink));
        g.setLineWidth(1);
        g.strokePolyline(xs, ys, n);
    }

    private void times(GraphicsContext g, Area area, double height) {
        int points = area.points();
        for (int i = 0; points > 1 && i <= 4; i++) {
            int point = Math.round((points - 1) * i / 4f);
            TextAlignment align = i == 0 ? TextAlignment.LEFT : i == 4 ? TextAlignment.RIGHT : TextAlignment.CENTER;
            text(g, clock(series.step().multipliedBy(point + 1L)), area.x(point), height - 10, align, Ink.AXIS);
        }
    }

    /** {@code 3:52}, {@code 1:02:07}. */
    static String clock(Duration d) {
        return d.toHours() > 0
                ? "%d:%02d:%02d".formatted(d.toHours(), d.toMinutesPart(), d.toSecondsPart())
                : "%d:%02d".formatted(d.toMinutes(), d.toSecondsPart());
    }

    private void event(GraphicsContext g, Area area, ThroughputSeries.Event event) {
        boolean starts = event.at().compareTo(series.step()) <= 0;
        if (area.points() == 0 || (starts && event.kind() == ThroughputSeries.Kind.JOINED)) {
            return;
        }
        Ink ink = switch (event.kind()) {
            case LOST -> Ink.DANGER;
            case STOPPED -> Ink.WARNING;
            case JOINED, RESUMED -> Ink.AXIS;
        };
        double x = x(area, event.at());
        g.setStroke(paint(ink));
        g.setLineDashes(2, 3);
        g.strokeLine(x, TOP - 8, x, area.bottom());
        g.setLineDashes();
        boolean room = x < area.right() - 160;
        text(g, event.text(), room ? x + 4 : x - 4, TOP - 6, room ? TextAlignment.LEFT : TextAlignment.RIGHT, ink);
    }

    /** Where points lie. */
    private record Area(double right, double bottom, int points, double end) {
        double x(double point) {
            return points < 2 ? LEFT : LEFT + (right - LEFT) * Math.max(0, point) / (points - 1);
        }

        double y(double value) {
            return bottom - (bottom - TOP) * value / end;
        }
    }
}
