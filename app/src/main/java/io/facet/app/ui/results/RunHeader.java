package io.facet.app.ui.results;

import io.facet.app.master.history.PastRun;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What was run, how it ended, and its figures. Window's thread only. */
final class RunHeader extends VBox {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Texts texts;
    private final Clock clock;
    private final ResultsActions actions;

    RunHeader(Texts texts, Clock clock, ResultsActions actions) {
        super(12);
        this.texts = texts;
        this.clock = clock;
        this.actions = actions;
        getStyleClass().addAll("facet-card", "padded");
    }

    void show(Past.Story story) {
        PastRun run = story.run();
        Label name = new Label(run.subject().datasetName());
        name.setId("results-name");
        name.getStyleClass().add("title-4");
        name.setTooltip(new Tooltip(run.subject().dataset().toString()));
        HBox title = new HBox(8, name, StateIcon.pill(run.state(), texts));
        title.setAlignment(Pos.CENTER_LEFT);
        Label when = new Label(when(run) + " · " + RunCell.model(run.subject(), texts) + " · "
                + texts.get("results.dimension", run.subject().dimension()));
        when.getStyleClass().addAll("text-small", "text-muted");
        VBox left = new VBox(4, title, when);
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        boolean running = run.state() == PastRun.State.RUNNING;
        Button again = button("again", Feather.ROTATE_CCW, () -> actions.again(run));
        again.setDisable(running);
        Button delete = button("delete", Feather.TRASH_2, actions::delete);
        delete.setText(null);
        delete.getStyleClass().add("button-icon");
        delete.setAccessibleText(texts.get("results.delete"));
        delete.setTooltip(new Tooltip(texts.get("results.delete")));
        delete.setDisable(running);
        HBox top = new HBox(
                8,
                left,
                again,
                button(
                        "folder",
                        Feather.FOLDER,
                        () -> actions.openFolder(run.subject().csv())),
                delete);
        top.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(top, stats(run));
        if (!run.note().isEmpty()) {
            Label note = new Label(run.note());
            note.setWrapText(true);
            note.getStyleClass().addAll("text-small", "text-danger");
            getChildren().add(note);
        }
    }

    /** In a head that stands for long, no time is told as so many seconds ago. */
    private String when(Instant time) {
        boolean today = LocalDate.ofInstant(time, clock.getZone()).equals(LocalDate.now(clock));
        return today
                ? CLOCK.format(time.atZone(clock.getZone()))
                : Figures.when(time, clock.instant(), clock.getZone());
    }

    private String when(PastRun run) {
        String from = when(run.started());
        var ended = run.ended();
        if (ended == null) {
            return from;
        }
        String to = when(ended);
        if (to.equals(from)) {
            return from;
        }
        LocalDate day = LocalDate.ofInstant(run.started(), clock.getZone());
        boolean sameDay = day.equals(LocalDate.ofInstant(ended, clock.getZone()));
        return from + " – " + (sameDay ? CLOCK.format(ended.atZone(clock.getZone())) : to);
    }

    private HBox stats(PastRun run) {
        PastRun.Counts c = run.counts();
        PastRun.Speed s = run.speed();
        long rows = c.done() + c.kept();
        double failed = c.images() == 0 ? 0 : c.failed() / (double) c.images();
        VBox failures = stat("failed", Figures.count(c.failed()), String.format(Locale.ROOT, "%.2f%%", 100 * failed));
        if (c.failed() > 0) {
            failures.getStyleClass().add("results-bad");
        }
        HBox stats = new HBox(
                stat("done", Figures.count(rows), texts.get("results.of", Figures.count(c.images()))),
                failures,
                stat(
                        "duration",
                        Figures.duration(s.duration()),
                        texts.get(
                                "results.team",
                                Figures.count(run.agents(), "agent", "agents"),
                                Figures.count(run.slots(), "slot", "slots"))),
                stat("throughput", Figures.rate(s.mean()), texts.get("results.peak", Figures.rate(s.peak()))),
                stat("latency", LatencyChart.millis(s.p50()), texts.get("results.p95", LatencyChart.millis(s.p95()))),
                stat(
                        "retries",
                        Figures.count(c.retries()),
                        texts.get("results.requeued", Figures.count(c.requeued()))));
        stats.getStyleClass().add("results-stats");
        return stats;
    }

    private VBox stat(String key, String value, String below) {
        Label name = new Label(texts.get("results.stat." + key));
        name.getStyleClass().addAll("text-small", "text-muted");
        Label figure = new Label(value);
        figure.setId("results-stat-" + key);
        figure.getStyleClass().add("stat-value");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        Label more = new Label(below);
        more.getStyleClass().addAll("text-small", "text-muted");
        more.setMinWidth(0);
        VBox box = new VBox(name, figure, more);
        box.getStyleClass().add("results-stat");
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private Button button(String key, Feather icon, Runnable action) {
        Button button = new Button(texts.get("results." + key), Icons.of(icon));
        button.getStyleClass().add("small");
        button.setId("results-" + key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }
}
