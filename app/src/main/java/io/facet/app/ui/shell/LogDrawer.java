package io.facet.app.ui.shell;

import io.facet.app.ui.common.Desktop;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Tail;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The log, below the pages. */
final class LogDrawer extends VBox {
    private static final int KEPT = 2000;

    /** What is read must not move away. */
    private static final int KEPT_WHILE_READ = 5 * KEPT;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final LogBook book;
    private final ObservableList<LogBook.Line> lines = FXCollections.observableArrayList();
    private final FilteredList<LogBook.Line> shown = new FilteredList<>(lines);
    private final ListView<LogBook.Line> list = new ListView<>(shown);
    private long last = -1;

    LogDrawer(LogBook book, Texts texts, Desktop desktop, Path folder, Runnable close) {
        this.book = book;
        getStyleClass().add("log-drawer");
        setId("log-drawer");
        setPrefHeight(200);
        setMinHeight(200);
        Label title = new Label(texts.get("shell.log.title"));
        title.getStyleClass().add("card-title");
        ToggleGroup group = new ToggleGroup();
        ToggleButton all = toggle(texts.get("shell.log.all"), group);
        ToggleButton warnings = toggle(texts.get("shell.log.warn"), group);
        all.setSelected(true);
        HBox filter = new HBox(all, warnings);
        filter.getStyleClass().add("segmented");
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null && was != null) {
                was.setSelected(true);
            }
            shown.setPredicate(warnings.isSelected() ? l -> l.severity() != LogBook.Severity.INFO : l -> true);
        });
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(
                title,
                filter,
                gap,
                button(Feather.COPY, texts.get("shell.log.copy"), () -> desktop.copy(text(shown))),
                button(Feather.FOLDER, texts.get("shell.log.folder"), () -> desktop.open(folder)),
                button(Feather.X, texts.get("shell.log.close"), close));
        head.getStyleClass().add("log-head");
        list.setId("log-lines");
        list.getStyleClass().add("log-list");
        list.setFixedCellSize(20);
        list.setCellFactory(view -> new Cell());
        list.setAccessibleText(texts.get("shell.log.title"));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        // Before the list, which takes the key for the end of an edit.
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                close.run();
                e.consume();
            }
        });
    }

    /** Moves the focus to the lines. */
    void focus() {
        list.requestFocus();
    }

    /** Takes over what is new, and follows it if the end is in sight. */
    void refresh() {
        List<LogBook.Line> fresh = book.since(last);
        book.seen();
        if (fresh.isEmpty()) {
            return;
        }
        boolean follow = Tail.isInSight(list);
        last = fresh.getLast().sequence();
        lines.addAll(fresh);
        int kept = follow ? KEPT : KEPT_WHILE_READ;
        if (lines.size() > kept) {
            lines.remove(0, lines.size() - kept);
        }
        if (follow) {
            list.scrollTo(shown.size() - 1);
        }
    }

    private static ToggleButton toggle(String text, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.setToggleGroup(group);
        return button;
    }

    private static Button button(Feather icon, String text, Runnable action) {
        Button button = new Button(null, Icons.of(icon));
        button.getStyleClass().addAll("flat", "button-icon", "small-height");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(e -> action.run());
        return button;
    }

    private static String text(List<LogBook.Line> lines) {
        return lines.stream().map(LogDrawer::text).collect(Collectors.joining("\n"));
    }

    private static String text(LogBook.Line line) {
        return "%s %-5s %s  %s".formatted(TIME.format(line.time()), line.severity(), line.logger(), line.text());
    }

    private static final class Cell extends ListCell<LogBook.Line> {
        @Override
        protected void updateItem(LogBook.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("warn", "error");
            setText(empty || line == null ? null : text(line));
            if (!empty && line != null) {
                switch (line.severity()) {
                    case WARN -> getStyleClass().add("warn");
                    case ERROR -> getStyleClass().add("error");
                    case INFO -> {}
                }
            }
        }
    }
}
