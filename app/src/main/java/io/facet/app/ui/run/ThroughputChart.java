package io.facet.app.ui.run;

import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.Throughput.Line;
import io.facet.app.master.watch.Throughput.Series;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Images per second over the last minutes, one agent upon the other, with marks for what happened. */
final class ThroughputChart extends Region {
    private static final long SPAN = 5 * 60_000;
    private static final int MINUTES = 5;
    private static final double LEFT = 28;
    private static final double TOP = 6;
    private static final double BOTTOM = 20;
    private static final double FILL_DARK = 0.62;
    private static final double ROOM_FOR_TEXT = 80;
    private static final int FEWEST_FOR_TEXT = 44;

    private final Canvas canvas = new Canvas();
    private final Inks inks = new Inks();
    private final AgentColours colours;
    private final Texts texts;
    private final Font font = Font.font("Facet Sans", 11);
    private @Nullable Series series;
    private List<RunEvent> marks = List.of();
    private long now;

    ThroughputChart(Texts texts, AgentColours colours) {
        this.texts = texts;
        this.colours = colours;
        setId("throughputChart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().addAll(canvas, inks);
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
        draw();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private double x(long time) {
        return LEFT + (canvas.getWidth() - LEFT) * (1 - (double) (now - time) / SPAN);
    }

    private double y(double value, ChartScale scale) {
        double height = canvas.getHeight() - TOP - BOTTOM;
        return TOP + height * (1 - value / scale.top());
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(font);
        ChartScale scale = ChartScale.holding(highest());
        axes(g, scale);
        Series shown = series;
        if (shown != null && shown.steps() > 0) {
            g.save();
            g.beginPath();
            g.rect(LEFT, 0, canvas.getWidth() - LEFT, canvas.getHeight());
            g.clip();
            gaps(g, shown);
            areas(g, shown, scale);
            events(g);
            g.restore();
        }
    }

    private double highest() {
        double highest = 0;
        Series shown = series;
        if (shown != null) {
            for (int step = first(shown); step < shown.steps(); step++) {
                double sum = 0;
                for (Line line : shown.lines()) {
                    sum += value(line, step);
                }
                highest = Math.max(highest, sum);
            }
        }
        return highest;
    }

    private int first(Series shown) {
        int step = shown.steps();
        while (step > 0 && shown.time(step - 1) >= now - SPAN) {
            step--;
        }
        return Math.max(0, step - 1);
    }

    private static double value(Line line, int step) {
        float value = line.perSecond(step);
        return Float.isNaN(value) ? 0 : value;
    }

    private void axes(GraphicsContext g, ChartScale scale) {
        g.setLineWidth(1);
        for (int line = 0; line <= scale.lines(); line++) {
            double y = Math.round(y(scale.value(line), scale)) + 0.5;
            g.setStroke(inks.grid());
            g.strokeLine(LEFT, y, canvas.getWidth(), y);
            g.setFill(inks.text());
            g.setTextAlign(TextAlignment.RIGHT);
            g.setTextBaseline(VPos.CENTER);
            double value = scale.value(line);
            g.fillText(value == Math.rint(value) ? Figures.count((long) value) : Double.toString(value), LEFT - 6, y);
        }
        g.setTextBaseline(VPos.BOTTOM);
        for (int minute = MINUTES; minute >= 0; minute--) {
            double x = x(now - minute * 60_000L);
            if (minute == MINUTES - 1 && x - LEFT < ROOM_FOR_TEXT) {
                continue;
            }
            g.setTextAlign(
                    minute == MINUTES ? TextAlignment.LEFT : minute == 0 ? TextAlignment.RIGHT : TextAlignment.CENTER);
            String text = texts.get(
                    minute == 0 ? "run.axis.now" : minute == MINUTES ? "run.axis.ago" : "run.axis.minutes", minute);
            g.fillText(text, x, canvas.getHeight());
        }
    }

    private void gaps(GraphicsContext g, Series shown) {
        List<Line> lines = shown.lines();
        double height = canvas.getHeight() - TOP - BOTTOM;
        int step = first(shown);
        while (step < shown.steps() && !lines.isEmpty()) {
            if (!Float.isNaN(lines.getFirst().perSecond(step))) {
                step++;
                continue;
            }
            double from = x(step == 0 ? shown.time(step) : shown.time(step - 1));
            while (step < shown.steps() && Float.isNaN(lines.getFirst().perSecond(step))) {
                step++;
            }
            double to = x(shown.time(step - 1));
            g.setFill(inks.gap());
            g.fillRect(from, TOP, to - from, height);
            if (to - from > FEWEST_FOR_TEXT) {
                g.setFill(inks.text());
                g.setTextAlign(TextAlignment.CENTER);
                g.setTextBaseline(VPos.CENTER);
                g.fillText(texts.get("run.mark.paused"), (from + to) / 2, TOP + height / 2);
            }
        }
    }

    private void areas(GraphicsContext g, Series shown, ChartScale scale) {
        int from = first(shown);
        int steps = shown.steps() - from;
        double[] base = new double[steps];
        for (Line line : shown.lines()) {
            double[] top = new double[steps];
            for (int i = 0; i < steps; i++) {
                top[i] = base[i] + value(line, from + i);
            }
            Color colour = inks.series(colours.ofId(line.agentId()));
            int start = 0;
            for (int i = 0; i <= steps; i++) {
                boolean gap = i == steps || Float.isNaN(line.perSecond(from + i));
                if (gap) {
                    area(g, shown, scale, colour, base, top, new int[] {from, start, i});
                    start = i + 1;
                }
            }
            base = top;
        }
    }

    private void area(
            GraphicsContext g, Series shown, ChartScale scale, Color colour, double[] base, double[] top, int[] span) {
        int from = span[0];
        if (span[2] - span[1] < 2) {
            return;
        }
        g.beginPath();
        for (int i = span[1]; i < span[2]; i++) {
            g.lineTo(x(shown.time(from + i)), y(top[i], scale));
        }
        for (int i = span[2] - 1; i >= span[1]; i--) {
            g.lineTo(x(shown.time(from + i)), y(base[i], scale));
        }
        g.closePath();
        g.setFill(colour.deriveColor(0, 1, 1, FILL_DARK));
        g.fill();
        g.beginPath();
        for (int i = span[1]; i < span[2]; i++) {
            g.lineTo(x(shown.time(from + i)), y(top[i], scale));
        }
        g.setStroke(colour);
        g.setLineWidth(1.2);
        g.stroke();
    }

    private void events(GraphicsContext g) {
        double freeFrom = canvas.getWidth() + 1;
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.TOP);
        for (RunEvent event : marks.reversed()) {
            String text = Marks.text(event, texts);
            double x = x(event.time().toEpochMilli());
            if (text.isEmpty() || x < LEFT) {
                continue;
            }
            g.setStroke(inks.text());
            g.setLineDashes(2, 3);
            g.setLineWidth(1);
            g.strokeLine(Math.round(x) + 0.5, TOP, Math.round(x) + 0.5, canvas.getHeight() - BOTTOM);
            g.setLineDashes();
            if (x < freeFrom) {
                g.setFill(inks.text());
                g.fillText(text, x - 5, 2);
                freeFrom = x - 6.5 * text.length();
            }
        }
    }
}
