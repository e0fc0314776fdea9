package io.facet.app.ui.models;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.ModelCard;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Puts the columns into the table of models. Window's thread only. */
final class ModelTable {
    private static final double WIDE = 1000;

    private final TableView<ModelRow> table;
    private final Texts texts;
    private final CardWords words;

    ModelTable(TableView<ModelRow> table, Texts texts, ModelActions actions) {
        this.table = table;
        this.texts = texts;
        this.words = new CardWords(texts);
        TableColumn<ModelRow, ModelRow> name = column("name", 180, this::name);
        TableColumn<ModelRow, ModelRow> output = column(
                "output", 72, r -> mono(Integer.toString(r.card().output().dimension())));
        TableColumn<ModelRow, ModelRow> source = column("source", 124, r -> muted(words.source(r.card())));
        TableColumn<ModelRow, ModelRow> size =
                column("size", 88, r -> new Label(r.size() > 0 ? Figures.bytes(r.size()) : Figures.UNKNOWN));
        size.getStyleClass().add("number");
        TableColumn<ModelRow, ModelRow> state = column("state", 158, r -> new Label());
        state.setCellFactory(c -> new StateCell(texts, actions));
        table.getColumns()
                .setAll(List.of(
                        name,
                        column("task", 132, r -> task(r.card())),
                        column("input", 92, r -> mono(r.input())),
                        output,
                        size,
                        column("licence", 128, this::licence),
                        source,
                        state));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.setPlaceholder(new Label(texts.get("models.none")));
        table.setFixedCellSize(40);
        table.widthProperty().addListener((o, was, is) -> source.setVisible(is.doubleValue() >= WIDE));
    }

    private TableColumn<ModelRow, ModelRow> column(String key, double width, Function<ModelRow, Node> node) {
        TableColumn<ModelRow, ModelRow> column = new TableColumn<>(texts.get("models.column." + key));
        column.setId("models-column-" + key);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        if (!key.equals("name")) {
            column.setMaxWidth(width);
        }
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(ModelRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : node.apply(row));
            }
        });
        return column;
    }

    private Node name(ModelRow row) {
        Label title = new Label(row.card().title());
        title.getStyleClass().addAll("medium", "text-strong");
        Label id = new Label(row.id());
        id.getStyleClass().addAll("text-caption", "text-muted");
        VBox box = new VBox(title, id);
        box.setAlignment(Pos.CENTER_LEFT);
        Tooltip.install(box, new Tooltip(row.card().title()));
        return box;
    }

    private Node task(ModelCard card) {
        Region dot = new Region();
        dot.getStyleClass()
                .addAll("models-task", card.task() == ModelCard.Task.FACE_EMBEDDING ? "series-3" : "series-4");
        HBox box = new HBox(8, dot, new Label(words.task(card)));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node licence(ModelRow row) {
        CardWords.Licence licence = words.licence(row.card());
        Label label = new Label(licence.brief());
        label.getStyleClass().add(licence.warns() ? "text-warning" : "text-muted");
        label.setTooltip(new Tooltip(row.card().licence()));
        return label;
    }

    private static Label mono(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("mono");
        return label;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    TableView<ModelRow> view() {
        return table;
    }
}
