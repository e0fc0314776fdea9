package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** How far a run is and how fast: figures, a bar, a chart. */
final class ProgressCard extends VBox {
    private static final double CHART = 152;
    private static final double LOW_CHART = 104;
    private static final double LEGEND = 160;
    private static final double NARROW = 680;

    private static final long STEP_MILLIS = 5000;

    private final Texts texts;
    private final BooleanSupplier still;
    private final Label done = Parts.label("", "stat-value");
    private final Label failed = Parts.label("", "stat-value");
    private final Label running = Parts.label("", "stat-value");
    private final Label remaining = Parts.label("", "stat-value");
    private final Label left = Parts.label("", "stat-value");
    private final Label rate = Parts.label("", "stat-value");
    private final Tooltip range = new Tooltip();
    private final SegmentBar bar = new SegmentBar();
    private final HBox chartRow = new HBox(16);
    private final ThroughputChart chart;
    private final Legend legend;
    private final Label problem = Parts.sentence("", "text-small");
    private final HBox problemBox = new HBox(8, Icons.of(Feather.X_CIRCLE), problem);
    private long shownVersion = -1;
    private long shownEvents = -1;
    private long shownStep = -1;

    ProgressCard(Texts texts, AgentColours colours, BooleanSupplier still) {
        this.texts = texts;
        this.still = still;
        getStyleClass().add("facet-card");
        setPadding(new Insets(14, 16, 12, 16));
        setSpacing(10);
        chart = new ThroughputChart(texts, colours);
        legend = new Legend(texts, colours);
        done.setId("statDone");
        failed.setId("statFailed");
        running.setId("statRunning");
        remaining.setId("statRemaining");
        left.setId("statLeft");
        rate.setId("statRate");
        HBox stats = new HBox(
                stat("run.stat.done", Icons.of(Feather.CHECK_CIRCLE, "icon-small", "icon-success"), done),
                stat("run.stat.failed", Icons.of(Feather.X_CIRCLE, "icon-small", "icon-danger"), failed),
                stat("run.stat.running", Icons.of(Feather.LOADER, "icon-small", "icon-accent"), running),
                stat("run.stat.remaining", Icons.of(Feather.CLOCK, "icon-small"), remaining),
                Parts.spring(),
                right("run.stat.left", left, ""),
                right("run.stat.rate", rate, texts.get("run.unit.rate")));
        stats.setSpacing(8);
        stats.setId("runStats");
        widthProperty().addListener((o, was, is) -> {
            boolean narrow = is.doubleValue() < NARROW;
            stats.setSpacing(narrow ? 4 : 8);
            pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), narrow);
        });
        ScrollPane names = new ScrollPane(legend);
        names.setFitToWidth(true);
        names.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        names.getStyleClass().add("setup-scroll");
        names.setMinWidth(LEGEND);
        names.setPrefWidth(LEGEND);
        names.setFocusTraversable(false);
        HBox.setHgrow(chart, Priority.ALWAYS);
        chartRow.getChildren().setAll(chart, names);
        low(false);
        problem.setId("runProblem");
        HBox.setHgrow(problem, Priority.ALWAYS);
        problemBox.getStyleClass().addAll("notice", "danger");
        Parts.show(problemBox, false);
        getChildren().setAll(stats, bar, problemBox, chartRow);
    }

    /** Leaves more of a low window to the images. */
    void low(boolean window) {
        double height = window ? LOW_CHART : CHART;
        chartRow.setMinHeight(height);
        chartRow.setPrefHeight(height);
        chartRow.setMaxHeight(height);
    }

    private VBox stat(String key, Node icon, Label value) {
        Label head = new Label(texts.get(key), icon);
        head.getStyleClass().addAll("text-small", "text-muted");
        VBox box = new VBox(head, value);
        head.setMinWidth(USE_PREF_SIZE);
        value.setMinWidth(USE_PREF_SIZE);
        box.setPrefWidth(116);
        return box;
    }

    private VBox right(String key, Label value, String unit) {
        VBox box = new VBox(
                Parts.label(texts.get(key), "text-small", "text-muted"),
                unit.isEmpty() ? value : Parts.row(4, value, Parts.label(unit, "stat-unit")));
        value.setMinWidth(USE_PREF_SIZE);
        box.setMinWidth(USE_PREF_SIZE);
        box.getStyleClass().add("stat-right");
        return box;
    }

    void show(Progress now, @Nullable CurrentRun run, FarmSnapshot farm, long nowMillis) {
        done.setText(Figures.count(now.done()));
        failed.setText(Figures.count(now.failed()));
        running.setText(Figures.count(now.running()));
        remaining.setText(Figures.count(now.remaining()));
        rate.setText(Figures.rate(now.imagesPerSecond()));
        RunSnapshot.Range time = now.left();
        left.setText(time == null ? Figures.UNKNOWN : Figures.duration(time.likely()));
        left.setTooltip(time == null ? null : range);
        if (time != null) {
            range.setText(
                    texts.get("run.stat.left.range", Figures.duration(time.low()), Figures.duration(time.high())));
        }
        problem.setText(now.problem());
        Parts.show(problemBox, !now.problem().isEmpty());
        bar.show(now);
        bar.setAccessibleText(texts.get(
                "run.bar", Figures.count(now.done()), Figures.count(now.total()), Figures.count(now.failed())));
        legend.show(
                run == null
                        ? List.of()
                        : farm.agents().stream().filter(ProgressCard::matters).toList(),
                now.active());
        chart(now, run, nowMillis);
    }

    private static boolean matters(AgentStatus agent) {
        return agent.connected() || agent.state() == AgentStatus.State.LOST || agent.done() > 0;
    }

    private void chart(Progress now, @Nullable CurrentRun run, long nowMillis) {
        long version = run == null ? -2 : run.watch().throughput().version();
        long events = run == null ? -2 : run.watch().events().version();
        if (version == shownVersion && events == shownEvents && !now.active()) {
            return;
        }
        // For those whom motion disturbs, the chart steps instead of gliding along.
        long step = nowMillis / STEP_MILLIS;
        if (still.getAsBoolean() && now.active() && step == shownStep) {
            return;
        }
        shownStep = step;
        shownVersion = version;
        shownEvents = events;
        List<RunEvent> marks = run == null ? List.of() : run.watch().events().since(-1);
        var series = run == null ? null : run.watch().throughput().series();
        // After its end the chart stands still, with the end at its right.
        long end = now.active() || series == null || series.steps() == 0 ? nowMillis : series.time(series.steps() - 1);
        chart.show(series, marks, end);
        chart.setAccessibleText(
                texts.get("run.chart.summary", Figures.rate(now.imagesPerSecond()), Figures.duration(now.elapsed())));
    }
}
