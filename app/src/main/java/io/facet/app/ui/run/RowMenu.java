package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageRow;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** What can be done with an image. */
final class RowMenu extends ContextMenu {
    private final ImageTable table;
    private final Supplier<@Nullable Path> folder;
    private final Texts texts;

    RowMenu(Workshop workshop, ImageTable table, Supplier<@Nullable Path> folder, Consumer<List<String>> retry) {
        this.table = table;
        this.folder = folder;
        this.texts = workshop.texts();
        MenuItem again = item("retry", row -> retry.accept(List.of(row.path())));
        MenuItem copyRow = item("copy-row", row -> workshop.desktop().copy(csv(row)));
        copyRow.setAccelerator(new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN));
        getItems()
                .setAll(
                        item("open", row -> withFile(row, workshop.desktop()::open)),
                        item("reveal", row -> withFile(row, workshop.desktop()::reveal)),
                        item(
                                "copy-path",
                                row -> withFile(row, f -> workshop.desktop().copy(f.toString()))),
                        copyRow,
                        new SeparatorMenuItem(),
                        again,
                        new SeparatorMenuItem(),
                        sorting());
        setOnShowing(e -> {
            ImageRow row = table.selected();
            again.setDisable(row == null || row.state() != ImageRow.State.FAILED);
        });
        table.table().setContextMenu(this);
        table.table().addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            ImageRow row = table.selected();
            if (row != null && e.isShortcutDown() && e.getCode() == KeyCode.C) {
                workshop.desktop().copy(csv(row));
                e.consume();
            } else if (row != null && e.getCode() == KeyCode.ENTER && !e.isShortcutDown()) {
                withFile(row, workshop.desktop()::open);
                e.consume();
            }
        });
    }

    private MenuItem item(String key, Consumer<ImageRow> action) {
        MenuItem item = new MenuItem(texts.get("run.row." + key));
        item.setId("row-" + key);
        item.setOnAction(e -> {
            ImageRow row = table.selected();
            if (row != null) {
                action.accept(row);
            }
        });
        return item;
    }

    /** What a click on the heads of the columns does, for those without a mouse. */
    private Menu sorting() {
        Menu menu = new Menu(texts.get("run.row.sort"));
        menu.setId("row-sort");
        for (TableColumn<Integer, ?> column : table.table().getColumns()) {
            if (column.isSortable()) {
                MenuItem item = new MenuItem(column.getText());
                item.setId(String.valueOf(column.getId()).replace("column-", "sort-"));
                item.setOnAction(e -> table.sortBy(column));
                menu.getItems().add(item);
            }
        }
        MenuItem none = new MenuItem(texts.get("run.row.sort.none"));
        none.setId("sort-none");
        none.setOnAction(e -> table.table().getSortOrder().clear());
        menu.getItems().addAll(new SeparatorMenuItem(), none);
        return menu;
    }

    private void withFile(ImageRow row, Consumer<Path> action) {
        Path dataset = folder.get();
        if (dataset != null) {
            action.accept(dataset.resolve(row.path()));
        }
    }

    /** The row as one line of CSV. */
    static String csv(ImageRow row) {
        return String.join(
                ",",
                row.state().name().toLowerCase(Locale.ROOT),
                quoted(row.label()),
                quoted(row.path()),
                quoted(row.agent()),
                quoted(row.slot()),
                Long.toString(Math.round(row.micros() / 1000.0)),
                Integer.toString(row.attempts()),
                quoted(row.message()));
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[\",\\r\\n].*") ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }
}
