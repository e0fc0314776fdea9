package io.facet.app.ui.results;

import io.facet.app.master.history.PastRun;
import io.facet.app.master.output.FailureRecord;
import io.facet.app.master.schedule.Reason;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Images without a row, and why. Window's thread only. */
final class FailuresCard extends VBox {
    private static final double ROW = 32;
    private static final double HEADER = 30;
    private static final int MOST_SHOWN = 6;

    private final Texts texts;
    private final ResultsActions actions;
    private final Label count = new Label();
    private final Button retry;
    private final Button export;
    private final TableView<FailureRecord> table = new TableView<>();
    private final Label more = new Label();
    private boolean running;

    FailuresCard(Texts texts, Names names, ResultsActions actions) {
        this.texts = texts;
        this.actions = actions;
        getStyleClass().add("facet-card");
        Label title = new Label(texts.get("results.failures"));
        title.getStyleClass().add("card-title");
        count.getStyleClass().addAll("pill", "danger", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        export = button("export-list", Feather.DOWNLOAD);
        retry = button("retry", Feather.REFRESH_CW);
        retry.getStyleClass().add("accent");
        HBox head = new HBox(title, count, gap, export, retry);
        head.getStyleClass().add("card-header");
        table.setId("results-failures");
        table.setAccessibleText(texts.get("results.failures"));
        table.setFixedCellSize(ROW);
        table.getStyleClass().add("dense");
        table.fixedCellSizeProperty().addListener((o, was, is) -> fit());
        names.listen(table::refresh);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("label", 120, f -> names.shown(f.label())),
                        column("file", 200, f -> names.shown(f.path())),
                        column("attempts", 72, f -> Figures.count(f.attempts())),
                        column("reason", 130, this::reason),
                        column(
                                "message",
                                240,
                                f -> names.in(f.message(), f.path()).replace('\n', ' '))));
        more.getStyleClass().addAll("text-caption", "text-muted", "results-body");
        getChildren().addAll(head, table, more);
    }

    /** In words; a reason of a later version of Facet as it stands in the file. */
    private String reason(FailureRecord failure) {
        return Reason.ofKey(failure.reason())
                .map(reason -> texts.get("results.reason." + reason.key()))
                .orElse(failure.reason());
    }

    /** Whether a run goes on, so that nothing can be retried. */
    void busy(boolean now) {
        retry.setDisable(now || running);
    }

    private Button button(String key, Feather icon) {
        Button button = new Button(texts.get("results." + key), Icons.of(icon));
        button.getStyleClass().add("small");
        button.setId("results-" + key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private TableColumn<FailureRecord, String> column(String key, double width, Function<FailureRecord, String> text) {
        TableColumn<FailureRecord, String> column = new TableColumn<>(texts.get("results.failures." + key));
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(text.apply(f.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 72));
        if (!key.equals("message")) {
            column.setMaxWidth(1.4 * width);
        }
        column.setReorderable(false);
        if (key.equals("file")) {
            column.getStyleClass().add("mono");
        }
        if (key.equals("reason")) {
            column.getStyleClass().add("results-reason");
        }
        return column;
    }

    private void fit() {
        table.setPrefHeight(HEADER
                + table.getFixedCellSize()
                        * Math.min(MOST_SHOWN, table.getItems().size())
                + 4);
        table.setMinHeight(table.getPrefHeight());
    }

    /** Shows the failures of a run; is not there if it has none. */
    void show(Past.Story story, boolean busy) {
        boolean any = story.allFailures() > 0;
        setVisible(any);
        setManaged(any);
        count.setText(Figures.count(story.allFailures()));
        table.getItems().setAll(story.failures());
        fit();
        long hidden = story.allFailures() - story.failures().size();
        more.setVisible(hidden > 0);
        more.setManaged(hidden > 0);
        more.setText(texts.get("results.failures.more", Figures.count(hidden)));
        running = story.run().state() == PastRun.State.RUNNING;
        busy(busy);
        retry.setOnAction(e -> actions.retryFailed(story.run()));
        export.setOnAction(e -> actions.exportFailures(story.run()));
        table.setOnKeyPressed(e -> {
            FailureRecord chosen = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && chosen != null) {
                actions.open(story.run().subject().dataset().resolve(chosen.path()));
            }
        });
        table.setOnMouseClicked(e -> {
            FailureRecord chosen = table.getSelectionModel().getSelectedItem();
            if (e.getClickCount() == 2 && chosen != null) {
                actions.open(story.run().subject().dataset().resolve(chosen.path()));
            }
        });
    }
}
