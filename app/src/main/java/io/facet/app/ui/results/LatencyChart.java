package io.facet.app.ui.results;

import io.facet.app.master.history.PastRun;
import io.facet.app.master.run.LatencyBuckets;
import io.facet.app.ui.chart.ChartPane;
import io.facet.app.ui.chart.Ink;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** How long images took: a histogram on a logarithmic scale, with quantiles. Window's thread only. */
final class LatencyChart extends ChartPane {
    private static final double SIDE = 16;
    private static final double TOP = 36;
    private static final double BOTTOM = 24;
    private static final double LABEL = 76;
    private static final double LINE = 11;

    private final Texts texts;
    private LatencyBuckets buckets = LatencyBuckets.NONE;
    private PastRun.Speed speed = PastRun.Speed.NONE;

    LatencyChart(Texts texts) {
        this.texts = texts;
        setMinHeight(140);
        setPrefHeight(140);
        setId("results-latency");
    }

    void show(LatencyBuckets next, PastRun.Speed figures) {
        buckets = next;
        speed = figures;
        setAccessibleText(
                texts.get("results.latency.words", millis(speed.p50()), millis(speed.p95()), millis(speed.p99())));
        requestLayout();
    }

    /** {@code 31 ms}, {@code 1.2 s}. */
    static String millis(double ms) {
        if (!(ms > 0)) {
            return Figures.UNKNOWN;
        }
        return ms < 1000
                ? String.format(Locale.ROOT, ms < 10 ? "%.1f ms" : "%.0f ms", ms)
                : String.format(Locale.ROOT, "%.1f s", ms / 1000);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double bottom = height - BOTTOM;
        across(g, SIDE, width - SIDE, bottom);
        int n = buckets.counts().size();
        if (n == 0) {
            text(g, texts.get("results.latency.none"), width / 2, height / 2, TextAlignment.CENTER, Ink.AXIS);
            return;
        }
        // A narrow histogram gets empty room on both sides, so that its scale can be read.
        Log log = Log.around(buckets.fromMillis(0), buckets.fromMillis(n), width);
        long most = buckets.counts().stream().mapToLong(Long::longValue).max().orElse(1);
        g.setFill(paint(Ink.S1));
        for (int i = 0; i < n; i++) {
            double from = log.x(buckets.fromMillis(i));
            double to = log.x(buckets.fromMillis(i + 1));
            long count = buckets.counts().get(i);
            double tall = count == 0 ? 0 : Math.max(1, (bottom - TOP) * count / most);
            g.fillRect(from, bottom - tall, Math.max(1, to - from - 1), tall);
        }
        for (double decade = 1e-3; decade < 1e8; decade *= 10) {
            for (double mark : new double[] {decade, 3 * decade}) {
                if (log.shows(mark)) {
                    text(g, millis(mark), log.x(mark), height - 10, TextAlignment.CENTER, Ink.AXIS);
                }
            }
        }
        quantile(g, log, "p50", speed.p50(), bottom, TextAlignment.LEFT, 1);
        // The two lie close together: one has its words on its left, the other on its right.
        quantile(g, log, "p95", speed.p95(), bottom, TextAlignment.RIGHT, 2);
        quantile(g, log, "p99", speed.p99(), bottom, TextAlignment.LEFT, 3);
    }

    private void quantile(
            GraphicsContext g, Log log, String name, double ms, double bottom, TextAlignment side, int row) {
        if (!(ms > 0) || !log.shows(ms)) {
            return;
        }
        double x = log.x(ms);
        boolean right = side == TextAlignment.LEFT && x + LABEL <= log.width();
        double y = row * LINE;
        g.setStroke(paint(Ink.WARNING));
        g.setLineWidth(1);
        g.setLineDashes(2, 3);
        g.strokeLine(x, y, x, bottom);
        g.setLineDashes();
        text(
                g,
                name + " " + millis(ms),
                right ? x + 4 : x - 4,
                y,
                right ? TextAlignment.LEFT : TextAlignment.RIGHT,
                Ink.AXIS);
    }

    /** Places on a logarithmic scale. */
    private record Log(double from, double to, double width) {
        static Log around(double least, double most, double width) {
            double from = Math.log(least);
            double to = Math.log(most);
            double missing = Math.max(0, Math.log(10) - (to - from)) / 2;
            return new Log(from - missing, to + missing, width);
        }

        double x(double ms) {
            return SIDE + (width - 2 * SIDE) * (Math.log(ms) - from) / (to - from);
        }

        boolean shows(double ms) {
            double x = x(ms);
            return x >= SIDE && x <= width - SIDE;
        }
    }
}
