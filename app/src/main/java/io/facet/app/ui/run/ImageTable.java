package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.ImageRow;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The images of a dataset in rows, as many as there are. */
final class ImageTable extends StackPane {
    private static final double ROW = 32;

    private final TableView<Integer> table = new TableView<>();
    private final ImageRows rows;
    private final Button newest;
    private final TableColumn<Integer, Integer> picture;
    private final TableColumn<Integer, Integer> time;
    private final TableColumn<Integer, Integer> attempts;
    private boolean selecting;
    private @Nullable ScrollBar knownBar;

    ImageTable(
            Texts texts,
            ImageRows rows,
            Thumbnails thumbnails,
            AgentColours colours,
            Names names,
            Supplier<@Nullable Path> folder) {
        this.rows = rows;
        table.setId("imageTable");
        table.setAccessibleText(texts.get("run.tab.images"));
        table.setItems(rows.places());
        table.setFixedCellSize(ROW);
        table.getStyleClass().add("dense");
        names.listen(rows::draw);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(texts.get("run.table.none")));
        TableColumn<Integer, Integer> state =
                column(texts, "state", 104, ImageBoard.Sort.STATE, () -> new RowCells.State(rows, texts));
        picture = column(
                texts,
                "picture",
                42,
                null,
                () -> new RowCells.Picture(rows, thumbnails, row -> {
                    Path dataset = folder.get();
                    return dataset == null || names.hidden() ? null : dataset.resolve(row.path());
                }));
        picture.setText("");
        TableColumn<Integer, Integer> label = column(
                texts,
                "label",
                150,
                ImageBoard.Sort.LABEL,
                () -> new RowCells.Text(rows, r -> names.shown(r.label()), "medium"));
        TableColumn<Integer, Integer> file =
                column(texts, "file", 260, ImageBoard.Sort.PATH, () -> new RowCells.File(rows, names));
        file.setMaxWidth(5000);
        TableColumn<Integer, Integer> agent =
                column(texts, "agent", 200, ImageBoard.Sort.AGENT, () -> new RowCells.Agent(rows, colours));
        time = column(texts, "time", 84, ImageBoard.Sort.TIME, () -> new RowCells.Text(rows, RowCells::time, "number"));
        attempts = column(texts, "attempts", 84, ImageBoard.Sort.ATTEMPTS, () -> new RowCells.Attempts(rows));
        time.getStyleClass().add("number");
        attempts.getStyleClass().add("number");
        table.getColumns().setAll(List.of(state, picture, label, file, agent, time, attempts));
        table.setSortPolicy(t -> sort());
        newest = Parts.button(
                "newest", texts.get("run.table.newest"), Feather.ARROW_UP, this::toNewest, "accent", "pill-button");
        Parts.show(newest, false);
        StackPane.setAlignment(newest, Pos.TOP_CENTER);
        StackPane.setMargin(newest, new Insets(36, 0, 0, 0));
        getChildren().setAll(table, newest);
        selection();
        table.widthProperty().addListener((o, was, is) -> fit(is.doubleValue()));
    }

    private static TableColumn<Integer, Integer> column(
            Texts texts,
            String key,
            double width,
            ImageBoard.@Nullable Sort sort,
            Supplier<TableCell<Integer, Integer>> cell) {
        TableColumn<Integer, Integer> column = new TableColumn<>(texts.get("run.column." + key));
        column.setId("column-" + key);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setPrefWidth(width);
        column.setMinWidth(
                switch (key) {
                    case "state" -> width;
                    case "agent" -> 148;
                    default -> Math.min(width, 64);
                });
        column.setSortable(sort != null);
        column.setUserData(sort);
        column.setReorderable(false);
        if (!key.equals("file") && !key.equals("label")) {
            column.setMaxWidth(key.equals("agent") ? 320 : width);
        }
        return column;
    }

    private void fit(double width) {
        attempts.setVisible(width > 860);
        picture.setVisible(width > 760);
        time.setVisible(width > 640);
    }

    private boolean sort() {
        var by = table.getSortOrder();
        if (by.isEmpty()) {
            rows.ask(rows.query().sorted(null, true));
        } else {
            var column = by.getFirst();
            rows.ask(rows.query()
                    .sorted(
                            (ImageBoard.Sort) column.getUserData(),
                            column.getSortType() == TableColumn.SortType.ASCENDING));
        }
        return true;
    }

    private void selection() {
        table.getSelectionModel().selectedIndexProperty().addListener((o, was, is) -> {
            if (!selecting) {
                rows.select(is.intValue());
            }
        });
        rows.listen(() -> {
            int place = rows.selectedPlace();
            if (place != table.getSelectionModel().getSelectedIndex()) {
                selecting = true;
                table.getSelectionModel().clearAndSelect(place);
                selecting = false;
            }
        });
    }

    /** Whoever scrolls reads: rows stay in their places until told otherwise. */
    void refresh(boolean active) {
        ScrollBar bar = bar();
        boolean scrolled = bar != null
                && bar.isVisible()
                && bar.getValue() > 0
                && table.getSortOrder().isEmpty();
        rows.hold(scrolled && active);
        Parts.show(newest, scrolled && active);
    }

    private @Nullable ScrollBar bar() {
        if (knownBar != null) {
            return knownBar;
        }
        for (var node : table.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
                knownBar = bar;
                return bar;
            }
        }
        return null;
    }

    private void toNewest() {
        table.scrollTo(0);
        rows.hold(false);
        Parts.show(newest, false);
        table.requestFocus();
    }

    /** Goes to the first row. */
    void top() {
        table.scrollTo(0);
    }

    /** Sorts by a column, the other way round if that is how it is sorted already. */
    void sortBy(TableColumn<Integer, ?> column) {
        boolean again = table.getSortOrder().contains(column);
        boolean down = again && column.getSortType() == TableColumn.SortType.ASCENDING;
        column.setSortType(down ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
        table.getSortOrder().setAll(List.of(column));
        table.sort();
    }

    TableView<Integer> table() {
        return table;
    }

    /** The selected image; null if there is none. */
    @Nullable
    ImageRow selected() {
        return rows.row(table.getSelectionModel().getSelectedIndex());
    }
}
