package io.facet.app.ui.results;

import io.facet.app.master.history.PastRun;
import io.facet.app.master.history.ThroughputSeries;
import io.facet.app.ui.chart.Ink;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.SearchField;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Ties the controls of the page to its model. Window's thread only. */
final class ResultsController {
    private final ResultsModel model;
    private final ResultsActions actions;
    private final BooleanSupplier busy;
    private final Texts texts;
    private final Clock clock;
    private final RunHeader header;
    private final ThroughputChart throughput = new ThroughputChart();
    private final HBox legend = new HBox(16);
    private final WorkCard work;
    private final LatencyChart latency;
    private final FailuresCard failures;
    private final FilesCard files;
    private final Label unreadable = new Label();
    private boolean following;

    @FXML
    private HBox full;

    @FXML
    private VBox empty;

    @FXML
    private Button goToRun;

    @FXML
    private Label count;

    @FXML
    private SearchField search;

    @FXML
    private ListView<PastRun> list;

    @FXML
    private Region details;

    @FXML
    private VBox column;

    @SuppressWarnings("NullAway.Init") // FXML sets the fields
    ResultsController(
            ResultsModel model, ResultsActions actions, BooleanSupplier busy, Texts texts, Names names, Clock clock) {
        this.model = model;
        this.actions = actions;
        this.busy = busy;
        this.texts = texts;
        this.clock = clock;
        header = new RunHeader(texts, clock, actions);
        work = new WorkCard(texts);
        latency = new LatencyChart(texts);
        failures = new FailuresCard(texts, names, actions);
        files = new FilesCard(texts, actions);
    }

    @FXML
    void initialize() {
        list.setItems(model.runs());
        list.setCellFactory(view -> new RunCell(texts, clock));
        list.setPlaceholder(new Label(texts.get("results.none-found")));
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> chosen(is));
        model.runs().addListener((ListChangeListener<PastRun>) c -> counted());
        model.story().addListener((o, was, is) -> show(is));
        model.job().addListener((o, was, is) -> files.show(is));
        model.check().addListener((o, was, is) -> files.show(is));
        model.unreadable().addListener((o, was, is) -> show(is));
        search.textProperty().addListener((o, was, is) -> model.search(is));
        search.onDown(list::requestFocus);
        goToRun.setOnAction(e -> actions.goToRun());
        legend.getStyleClass().add("results-legend");
        unreadable.setWrapText(true);
        unreadable.getStyleClass().addAll("text-small", "text-danger");
        VBox histogram = card("results.latency", small("results.latency.unit"), latency);
        histogram.getStyleClass().add("results-half");
        HBox halves = new HBox(12, work, histogram);
        HBox.setHgrow(work, Priority.ALWAYS);
        HBox.setHgrow(histogram, Priority.ALWAYS);
        column.getChildren()
                .setAll(header, unreadable, card("results.throughput", legend, throughput), halves, failures, files);
        counted();
        show(model.story().get());
        show(model.unreadable().get());
        files.show(model.job().get());
        files.show(model.check().get());
    }

    private VBox card(String key, Node right, Node content) {
        Label title = new Label(texts.get(key));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, right);
        head.getStyleClass().add("card-header");
        VBox card = new VBox(head, content);
        card.getStyleClass().add("facet-card");
        VBox.setVgrow(content, Priority.ALWAYS);
        return card;
    }

    private Label small(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().addAll("text-caption", "text-muted");
        return label;
    }

    private void counted() {
        count.setText(Figures.count(model.runs().size()));
        Past.Story story = model.story().get();
        if (story != null) {
            select(story); // it may have been there before the list was
        }
        boolean nothing = model.runs().isEmpty() && !model.searching();
        empty.setVisible(nothing);
        full.setVisible(!nothing);
    }

    private void chosen(@Nullable PastRun run) {
        if (run != null && !following) {
            model.choose(run.id());
        }
    }

    private void show(Past.@Nullable Story story) {
        details.setVisible(story != null);
        if (story == null) {
            return;
        }
        select(story);
        header.show(story);
        ThroughputSeries series = story.stored().details().throughput();
        throughput.show(
                series,
                texts.get(
                        "results.throughput.words",
                        Figures.rate(story.run().speed().mean()),
                        Figures.rate(story.run().speed().peak())));
        legend.getChildren().setAll(series.lines().stream().map(this::legend).toList());
        work.show(story.stored().details().shares());
        latency.show(story.stored().details().latencies(), story.run().speed());
        failures.show(story, busy.getAsBoolean());
        files.show(story);
    }

    private void select(Past.Story story) {
        following = true;
        for (PastRun run : model.runs()) {
            if (run.id().equals(story.run().id())) {
                list.getSelectionModel().select(run);
            }
        }
        following = false;
    }

    private Node legend(ThroughputSeries.Line line) {
        Region square = new Region();
        square.getStyleClass().addAll("models-task", "series-" + (1 + Math.floorMod(line.colour(), Ink.seriesCount())));
        Label name = new Label(line.agent(), square);
        name.getStyleClass().add("text-small");
        name.setMaxWidth(160);
        return name;
    }

    private void show(@Nullable Problem problem) {
        unreadable.setVisible(problem != null);
        unreadable.setManaged(problem != null);
        unreadable.setText(problem == null ? "" : problem.message());
    }

    /** Takes over how far the work on files is. */
    void refresh() {
        failures.busy(busy.getAsBoolean());
        FileJob job = model.job().get();
        if (job != null) {
            files.show(job);
        }
    }

    TextField searchField() {
        return search;
    }
}
