package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.LogEntry;
import io.facet.app.ui.common.Desktop;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Segments;
import io.facet.app.ui.control.Tail;
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
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The log of one agent, below the cards; follows it as it grows. */
final class AgentLogPanel extends VBox {
    private static final int KEPT = 2000;

    /** What is read must not move away. */
    private static final int KEPT_WHILE_READ = 5 * KEPT;

    private static final double HEIGHT = 220;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final FarmLink farm;
    private final String agentId;
    private final Texts texts;
    private final ObservableList<LogEntry> lines = FXCollections.observableArrayList();
    private final FilteredList<LogEntry> shown = new FilteredList<>(lines);
    private final ListView<LogEntry> list = new ListView<>(shown);
    private long last = -1;

    AgentLogPanel(FarmLink farm, AgentStatus agent, Texts texts, Desktop desktop, Runnable close) {
        this.farm = farm;
        this.agentId = agent.id();
        this.texts = texts;
        setId("agent-log");
        getStyleClass().add("log-drawer");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        Label title = new Label(texts.get("agents.log", agent.name()));
        title.getStyleClass().add("card-title");
        Segments<Boolean> filter = new Segments<>(
                texts.get("agents.log.filter"),
                List.of(false, true),
                warnings -> texts.get(warnings ? "shell.log.warn" : "shell.log.all"),
                warnings -> shown.setPredicate(warnings ? l -> !l.level().equals("INFO") : l -> true));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(
                title,
                filter,
                gap,
                button(
                        "agent-log-copy",
                        Feather.COPY,
                        texts.get("shell.log.copy"),
                        () -> desktop.copy(shown.stream().map(this::text).collect(Collectors.joining("\n")))),
                button("agent-log-close", Feather.X, texts.get("shell.log.close"), close));
        head.getStyleClass().add("log-head");
        list.setId("agent-log-lines");
        list.getStyleClass().add("log-list");
        list.setFixedCellSize(20);
        list.setPlaceholder(new Label(texts.get("agents.log.empty")));
        list.setCellFactory(view -> new Cell());
        list.setAccessibleText(title.getText());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        // Before the list, which takes the key for the end of an edit.
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                close.run();
                e.consume();
            }
        });
        refresh();
    }

    private static Button button(String id, Feather icon, String text, Runnable action) {
        Button button = new Button(null, Icons.of(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "button-icon", "small-height");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(e -> action.run());
        return button;
    }

    /** Takes over what is new. */
    void refresh() {
        List<LogEntry> fresh = farm.logs(agentId, last);
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
        if (follow && !shown.isEmpty()) {
            list.scrollTo(shown.size() - 1);
        }
    }

    void focus() {
        list.requestFocus();
    }

    private String text(LogEntry line) {
        String dropped = line.dropped() == 0 ? "" : texts.get("agents.log.dropped", line.dropped()) + "  ";
        String logger = line.logger().substring(line.logger().lastIndexOf('.') + 1);
        return "%s %-5s %s  %s%s".formatted(TIME.format(line.time()), line.level(), logger, dropped, line.message());
    }

    private final class Cell extends ListCell<LogEntry> {
        @Override
        protected void updateItem(@Nullable LogEntry line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("warn", "error");
            setText(empty || line == null ? null : text(line));
            if (!empty && line != null && !line.level().equals("INFO")) {
                getStyleClass().add(line.level().equals("ERROR") ? "error" : "warn");
            }
        }
    }
}
