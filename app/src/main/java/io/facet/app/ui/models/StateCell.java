package io.facet.app.ui.models;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** Where a model stands, and the one thing to do about it. */
final class StateCell extends TableCell<ModelRow, ModelRow> {
    private final Texts texts;
    private final ModelActions actions;

    StateCell(Texts texts, ModelActions actions) {
        this.texts = texts;
        this.actions = actions;
    }

    @Override
    protected void updateItem(ModelRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setGraphic(empty || row == null ? null : node(row));
    }

    private Node node(ModelRow row) {
        return switch (row.state()) {
            case ModelState.Missing missing -> download(row);
            case ModelState.Busy busy -> progress(row, busy);
            default -> new StatePill(row.state(), texts);
        };
    }

    private Node download(ModelRow row) {
        Button button = new Button(texts.get("models.download"), Icons.of(Feather.DOWNLOAD));
        button.getStyleClass().add("extra-small");
        button.setId("models-download-" + row.id());
        button.setAccessibleText(texts.get("models.download.of", row.card().title()));
        button.setOnAction(e -> row.downloadable().ifPresent(p -> actions.download(row.card(), p)));
        return button;
    }

    private Node progress(ModelRow row, ModelState.Busy busy) {
        ProgressBar bar = new ProgressBar(busy.fraction());
        bar.setPrefWidth(56);
        bar.setMinWidth(32);
        Label figure = new Label(busy.fraction() < 0 ? "" : Figures.wholePercent(busy.fraction()));
        figure.getStyleClass().add("text-accent");
        Button cancel = new Button(null, Icons.of(Feather.X));
        cancel.getStyleClass().addAll("small", "button-icon", "flat");
        cancel.setId("models-cancel-" + row.id());
        cancel.setAccessibleText(texts.get("models.cancel.of", row.card().title()));
        cancel.setTooltip(new Tooltip(texts.get("models.cancel.hint")));
        cancel.setVisible(busy.work() != ModelState.Work.IMPORT);
        cancel.setOnAction(e -> actions.cancel(row.card()));
        HBox box = new HBox(8, bar, figure, cancel);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
