package io.facet.app.ui.run;

import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.Throughput.Line;
import io.facet.app.master.watch.Throughput.Series;
import io.facet.app.ui.chart.ChartPane;
import io.facet.app.ui.chart.Ink;
import io.facet.app.ui.chart.Scale;
import io.facet.app.ui.common.Texts;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * Images per second over the last minutes, one agent upon the other, with marks for what happened. Window's thread
 * only.
 */
final class ThroughputChart extends ChartPane {
    private static final double LEFT = 28;
    private static final double LEFT_FOR_THOUSANDS = 40;
    private static final double TOP = 6;
    private static final double BOTTOM = 20;
    private static final double FILL = 0.62;
    private static final double ROOM_FOR_TEXT = 80;
    private static final int FEWEST_FOR_TEXT = 44;
    private static final int RULES = 4;

    private final AgentColours colours;
    private final Texts texts;
    private @Nullable Series series;
    private List<RunEvent> marks = List.of();
    private TimeSpan span = TimeSpan.LONGEST;
    private long now;

    ThroughputChart(Texts texts, AgentColours colours) {
        this.texts = texts;
        this.colours = colours;
        setId("throughputChart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
    }

    /**
     * Shows other figures.
     *
     * @param events that may be marked
     * @param nowMillis the right end, in milliseconds since 1970
     */
    void show(@Nullable Series next, List<RunEvent> events, long nowMillis) {
        series = next;
        marks = events.stream().filter(e -> e.kind().isMark()).toList();
        now = nowMillis;
        span = next == null || next.steps() == 0 ? TimeSpan.LONGEST : TimeSpan.holding(nowMillis - next.time(0));
        requestLayout();
    }

    /** The time at its right end, in milliseconds since 1970. */
    long end() {
        return now;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        Series shown = series;
        Scale scale = Scale.upTo(shown == null ? 0 : highest(shown), RULES);
        double left = scale.end() < 1000 ? LEFT : LEFT_FOR_THOUSANDS;
        Plot plot = new Plot(left, width, height, scale.end(), now, span);
        values(g, plot, scale);
        times(g, plot);
        if (shown != null && shown.steps() > 0) {
            g.save();
            g.beginPath();
            g.rect(left, 0, width - left, height);
            g.clip();
            gaps(g, plot, shown);
            areas(g, plot, shown);
            events(g, plot);
            g.restore();
        }
    }

    /** Where times and values lie on the canvas. */
    private record Plot(double left, double width, double height, double top, long now, TimeSpan span) {
        double x(long time) {
            return left + (width - left) * (1 - (double) (now - time) / span.millis());
        }

        double y(double value) {
            return TOP + (bottom() - TOP) * (1 - value / top);
        }

        double bottom() {
            return height - BOTTOM;
        }
    }

    private double highest(Series shown) {
        double highest = 0;
        for (int step = first(shown); step < shown.steps(); step++) {
            double sum = 0;
            for (Line line : shown.lines()) {
                sum += value(line, step);
            }
            highest = Math.max(highest, sum);
        }
        return highest;
    }

    private int first(Series shown) {
        int step = shown.steps();
        while (step > 0 && shown.time(step - 1) >= now - span.millis()) {
            step--;
        }
        return Math.max(0, step - 1);
    }

    private static double value(Line line, int step) {
        float value = line.perSecond(step);
        return Float.isNaN(value) ? 0 : value;
    }

    private void values(GraphicsContext g, Plot plot, Scale scale) {
        for (double mark : scale.values()) {
            across(g, plot.left(), plot.width(), plot.y(mark));
            text(g, scale.label(mark), plot.left() - 6, plot.y(mark), TextAlignment.RIGHT, Ink.AXIS);
        }
    }

    private void times(GraphicsContext g, Plot plot) {
        int last = span.marks();
        for (int mark = last; mark >= 0; mark--) {
            double x = plot.x(now - mark * span.stepMillis());
            if (mark == last - 1 && x - plot.left() < ROOM_FOR_TEXT) {
                continue;
            }
            TextAlignment align =
                    mark == last ? TextAlignment.LEFT : mark == 0 ? TextAlignment.RIGHT : TextAlignment.CENTER;
            text(g, span.label(mark, texts), x, plot.height() - 7, align, Ink.AXIS);
        }
    }

    private void gaps(GraphicsContext g, Plot plot, Series shown) {
        List<Line> lines = shown.lines();
        int step = first(shown);
        while (step < shown.steps() && !lines.isEmpty()) {
            if (!Float.isNaN(lines.getFirst().perSecond(step))) {
                step++;
                continue;
            }
            double from = plot.x(shown.time(step == 0 ? step : step - 1));
            while (step < shown.steps() && Float.isNaN(lines.getFirst().perSecond(step))) {
                step++;
            }
            double to = plot.x(shown.time(step - 1));
            g.setFill(paint(Ink.GAP));
            g.fillRect(from, TOP, to - from, plot.bottom() - TOP);
            if (to - from > FEWEST_FOR_TEXT) {
                text(
                        g,
                        texts.get("run.mark.paused"),
                        (from + to) / 2,
                        (TOP + plot.bottom()) / 2,
                        TextAlignment.CENTER,
                        Ink.AXIS);
            }
        }
    }

    private void areas(GraphicsContext g, Plot plot, Series shown) {
        int from = first(shown);
        int steps = shown.steps() - from;
        double[] xs = new double[steps];
        for (int i = 0; i < steps; i++) {
            xs[i] = plot.x(shown.time(from + i));
        }
        double[] base = new double[steps];
        for (Line line : shown.lines()) {
            double[] top = new double[steps];
            for (int i = 0; i < steps; i++) {
                top[i] = base[i] + value(line, from + i);
            }
            Ink ink = Ink.series(colours.ofId(line.agentId()));
            int start = 0;
            for (int i = 0; i <= steps; i++) {
                if (i == steps || Float.isNaN(line.perSecond(from + i))) {
                    new Area(xs, base, top, start, i).draw(g, plot, ink);
                    start = i + 1;
                }
            }
            base = top;
        }
    }

    /** What one agent did without a gap: steps from {@code start}, before {@code end}. */
    private final class Area {
        private final double[] xs;
        private final double[] base;
        private final double[] top;
        private final int start;
        private final int end;

        Area(double[] xs, double[] base, double[] top, int start, int end) {
            this.xs = xs;
            this.base = base;
            this.top = top;
            this.start = start;
            this.end = end;
        }

        void draw(GraphicsContext g, Plot plot, Ink ink) {
            if (end - start < 2) {
                return;
            }
            g.beginPath();
            line(g, plot);
            for (int i = end - 1; i >= start; i--) {
                g.lineTo(xs[i], plot.y(base[i]));
            }
            g.closePath();
            g.setGlobalAlpha(FILL);
            g.setFill(paint(ink));
            g.fill();
            g.setGlobalAlpha(1);
            g.beginPath();
            line(g, plot);
            g.setStroke(paint(ink));
            g.setLineWidth(1.2);
            g.stroke();
        }

        private void line(GraphicsContext g, Plot plot) {
            for (int i = start; i < end; i++) {
                g.lineTo(xs[i], plot.y(top[i]));
            }
        }
    }

    private void events(GraphicsContext g, Plot plot) {
        double freeFrom = plot.width() + 1;
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.TOP);
        for (RunEvent event : marks.reversed()) {
            String text = Marks.text(event, texts);
            double x = plot.x(event.time().toEpochMilli());
            if (text.isEmpty() || x < plot.left()) {
                continue;
            }
            g.setStroke(paint(Ink.AXIS));
            g.setLineDashes(2, 3);
            g.setLineWidth(1);
            g.strokeLine(Math.round(x) + 0.5, TOP, Math.round(x) + 0.5, plot.bottom());
            g.setLineDashes();
            if (x < freeFrom) {
                g.setFill(paint(Ink.AXIS));
                g.fillText(text, x - 5, 2);
                freeFrom = x - 6.5 * text.length();
            }
        }
    }
}
