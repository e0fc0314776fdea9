package io.facet.app.ui.run;

import io.facet.app.master.watch.LabelCount;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** How far each label is. */
final class LabelsTable extends TableView<LabelCount> {
    private static final int FEW = 16;

    private final ObservableList<LabelCount> labels = FXCollections.observableArrayList();
    private final Names names;

    /**
     * A table without rows.
     *
     * @param show told which label's images are wanted
     */
    LabelsTable(Texts texts, Names names, Consumer<String> show) {
        this.names = names;
        names.listen(this::refresh);
        getStyleClass().add("dense");
        setId("labelsTable");
        setAccessibleText(texts.get("run.tab.labels"));
        setFixedCellSize(32);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(new Label(texts.get("run.labels.none")));
        TableColumn<LabelCount, LabelCount> label = column(texts.get("run.column.label"), () -> new NameCell(texts));
        label.setComparator(Comparator.comparing(LabelCount::label));
        TableColumn<LabelCount, LabelCount> progress = column(texts.get("run.column.progress"), BarCell::new);
        progress.setComparator(Comparator.comparingDouble(LabelsTable::share));
        getColumns()
                .setAll(List.of(
                        label,
                        number(texts.get("run.stat.done"), LabelCount::done),
                        number(texts.get("run.stat.failed"), LabelCount::failed),
                        number(texts.get("run.column.images"), LabelCount::total),
                        progress));
        SortedList<LabelCount> sorted = new SortedList<>(labels);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        setRowFactory(t -> row(show));
        setOnKeyPressed(e -> {
            LabelCount selected = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && selected != null) {
                show.accept(selected.label());
            }
        });
    }

    private static TableRow<LabelCount> row(Consumer<String> show) {
        TableRow<LabelCount> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && row.getItem() != null) {
                show.accept(row.getItem().label());
            }
        });
        return row;
    }

    private static double share(LabelCount count) {
        return count.total() == 0 ? 0 : (double) (count.done() + count.failed()) / count.total();
    }

    private static TableColumn<LabelCount, LabelCount> column(
            String title, Supplier<TableCell<LabelCount, LabelCount>> cell) {
        TableColumn<LabelCount, LabelCount> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setReorderable(false);
        return column;
    }

    private static TableColumn<LabelCount, LabelCount> number(String title, ToIntFunction<LabelCount> value) {
        TableColumn<LabelCount, LabelCount> column = column(title, () -> new NumberCell(value));
        column.getStyleClass().add("number");
        column.setComparator(Comparator.comparingInt(value));
        column.setMaxWidth(120);
        return column;
    }

    /**
     * Takes over how things stand. A few changes are made one by one, and rows stay where they are; every one of many
     * would be sorted in and told to the table for itself.
     */
    void show(List<LabelCount> now) {
        if (now.size() != labels.size() || changes(now) > FEW) {
            replaceAll(now);
            return;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(labels.get(i))) {
                labels.set(i, now.get(i));
            }
        }
    }

    private int changes(List<LabelCount> now) {
        int changes = 0;
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(labels.get(i))) {
                changes++;
            }
        }
        return changes;
    }

    private void replaceAll(List<LabelCount> now) {
        LabelCount selected = getSelectionModel().getSelectedItem();
        labels.setAll(now);
        if (selected != null) {
            now.stream()
                    .filter(count -> count.label().equals(selected.label()))
                    .findFirst()
                    .ifPresent(getSelectionModel()::select);
        }
    }

    private final class NameCell extends TableCell<LabelCount, LabelCount> {
        private final Texts texts;

        NameCell(Texts texts) {
            this.texts = texts;
            getStyleClass().add("medium");
        }

        @Override
        protected void updateItem(@Nullable LabelCount item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setText(null);
            } else if (item.label().isEmpty()) {
                setText(texts.get("run.labels.root"));
            } else {
                setText(names.shown(item.label()));
            }
        }
    }

    private static final class NumberCell extends TableCell<LabelCount, LabelCount> {
        private final ToIntFunction<LabelCount> value;

        NumberCell(ToIntFunction<LabelCount> value) {
            this.value = value;
            getStyleClass().add("number");
        }

        @Override
        protected void updateItem(@Nullable LabelCount item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null || empty ? null : Figures.count(value.applyAsInt(item)));
        }
    }

    private static final class BarCell extends TableCell<LabelCount, LabelCount> {
        private final ProgressBar bar = new ProgressBar();
        private final Label percent = Parts.label("", "text-muted");
        private final HBox box = Parts.row(8, bar, percent);

        BarCell() {
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("ok");
            HBox.setHgrow(bar, Priority.ALWAYS);
            percent.setMinWidth(36);
        }

        @Override
        protected void updateItem(@Nullable LabelCount item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(item == null || empty ? null : box);
            if (item != null) {
                bar.setProgress(share(item));
                percent.setText(Figures.wholePercent(share(item)));
            }
        }
    }
}
