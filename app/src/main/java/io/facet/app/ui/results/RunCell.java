package io.facet.app.ui.results;

import io.facet.app.master.history.PastRun;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.time.Clock;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A past run in the list. */
final class RunCell extends ListCell<PastRun> {
    private final Texts texts;
    private final Clock clock;

    RunCell(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PastRun run, boolean empty) {
        super.updateItem(run, empty);
        setText(null);
        setGraphic(empty || run == null ? null : node(run));
    }

    private Node node(PastRun run) {
        Label name = new Label(run.subject().datasetName());
        name.getStyleClass().addAll("medium", "text-strong");
        HBox head = new HBox(8, StateIcon.icon(run.state()), name, gap(), when(run));
        head.setAlignment(Pos.CENTER_LEFT);
        Label model = small(model(run.subject(), texts));
        HBox counts = new HBox(8, counts(run), gap(), small(right(run)));
        ProgressBar bar = new ProgressBar(progress(run));
        bar.getStyleClass().addAll("thin", StateIcon.bar(run.state()));
        bar.setMaxWidth(Double.MAX_VALUE);
        VBox below = new VBox(4, model, counts, bar);
        below.getStyleClass().add("results-below");
        return new VBox(4, head, below);
    }

    private Label counts(PastRun run) {
        PastRun.Counts c = run.counts();
        long rows = c.done() + c.kept();
        boolean whole = run.state() == PastRun.State.FINISHED;
        Label label = new Label(
                whole
                        ? texts.get("results.cell.done", Figures.count(rows), Figures.count(c.failed()))
                        : texts.get("results.cell.part", Figures.count(rows), Figures.count(c.images())));
        label.getStyleClass().add("text-small");
        return label;
    }

    private String right(PastRun run) {
        return run.state() == PastRun.State.FINISHED
                ? Figures.duration(run.speed().duration())
                : StateIcon.name(run.state(), texts).toLowerCase(Locale.ENGLISH);
    }

    private static double progress(PastRun run) {
        PastRun.Counts c = run.counts();
        if (run.state() == PastRun.State.FINISHED || run.state() == PastRun.State.FAILED) {
            return 1;
        }
        return c.images() == 0 ? 0 : (c.done() + c.kept() + c.failed() + c.noFace()) / (double) c.images();
    }

    /** {@code SFace · FP16}. */
    static String model(PastRun.Subject subject, Texts texts) {
        String model = subject.modelTitle().isEmpty() ? subject.pipeline() : subject.modelTitle();
        return texts.get("results.model", model, subject.precision().toUpperCase(Locale.ROOT));
    }

    private Label when(PastRun run) {
        Label when = small(Figures.when(run.started(), clock.instant(), clock.getZone()));
        when.setMinWidth(Region.USE_PREF_SIZE);
        return when;
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-small", "text-muted");
        label.setMinWidth(20);
        return label;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
