package io.facet.app.ui.models;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Where a model stands, and the one thing to do about it. Progress moves without another button. */
final class StateCell extends TableCell<ModelRow, ModelRow> {
    private final Texts texts;
    private final ModelActions actions;
    private final Button download = new Button();
    private final ProgressBar bar = new ProgressBar();
    private final Label figure = new Label();
    private final Button cancel = new Button(null, Icons.of(Feather.X));
    private final Tooltip cancelHint = new Tooltip();
    private final HBox progress = new HBox(8, bar, figure, cancel);
    private Subscription job = Subscription.EMPTY;
    private @Nullable ModelRow shown;

    StateCell(Texts texts, ModelActions actions) {
        this.texts = texts;
        this.actions = actions;
        download.setText(texts.get("models.download"));
        download.setGraphic(Icons.of(Feather.DOWNLOAD));
        download.getStyleClass().add("extra-small");
        bar.setPrefWidth(56);
        bar.setMinWidth(32);
        figure.getStyleClass().add("text-accent");
        cancel.getStyleClass().addAll("small", "button-icon", "flat");
        cancel.setTooltip(cancelHint);
        progress.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable ModelRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        ModelRow next = empty ? null : row;
        if (Objects.equals(next, shown)) {
            return;
        }
        shown = next;
        job.unsubscribe();
        job = Subscription.EMPTY;
        setGraphic(next == null ? null : node(next));
    }

    private Node node(ModelRow row) {
        return switch (row.state()) {
            case ModelState.Missing missing -> download(row);
            case ModelState.Busy(ModelJob now) -> progress(row, now);
            default -> new StatePill(row.state(), texts);
        };
    }

    private Node download(ModelRow row) {
        download.setId("models-download-" + row.id());
        download.setAccessibleText(texts.get("models.download.of", row.card().title()));
        download.setOnAction(e -> row.downloadable().ifPresent(p -> actions.download(row.card(), p)));
        return download;
    }

    private Node progress(ModelRow row, ModelJob now) {
        job = now.progress().subscribe(this::show);
        cancel.setId("models-cancel-" + row.id());
        cancel.setAccessibleText(texts.get("models.cancel.of", row.card().title()));
        cancelHint.setText(
                texts.get(now.work() == ModelJob.Work.DOWNLOAD ? "models.cancel.hint" : "models.cancel.hint.convert"));
        cancel.setVisible(now.cancellable());
        cancel.setOnAction(e -> actions.cancel(row.card()));
        return progress;
    }

    private void show(ModelJob.Progress now) {
        bar.setProgress(now.fraction());
        figure.setText(now.fraction() < 0 ? "" : Figures.wholePercent(now.fraction()));
    }
}
