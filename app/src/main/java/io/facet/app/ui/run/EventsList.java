package io.facet.app.ui.run;

import io.facet.app.master.watch.RunEvent;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What happened in a run, the newest first. */
final class EventsList extends ListView<RunEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ObservableList<RunEvent> events = FXCollections.observableArrayList();
    private final Clock clock;
    private final Names names;

    EventsList(Texts texts, Names names, Clock clock) {
        this.clock = clock;
        this.names = names;
        names.listen(this::refresh);
        getStyleClass().add("dense");
        setId("eventsList");
        setAccessibleText(texts.get("run.tab.events"));
        getStyleClass().add("events-list");
        setFixedCellSize(32);
        setPlaceholder(new Label(texts.get("run.events.none")));
        setItems(events);
        setCellFactory(list -> new EventCell());
    }

    /** Takes over all events there are, oldest first. */
    void show(List<RunEvent> now) {
        events.setAll(now.reversed());
    }

    private final class EventCell extends ListCell<RunEvent> {
        private final FontIcon icon = Icons.of(Feather.INFO, "icon-small");
        private final Label time = Parts.label("", "text-muted", "mono");
        private final Label text = Parts.label("");
        private final HBox box = Parts.row(10, time, icon, text);

        EventCell() {
            time.setMinWidth(USE_PREF_SIZE);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable RunEvent event, boolean empty) {
            super.updateItem(event, empty);
            setText(null);
            setGraphic(event == null || empty ? null : box);
            if (event != null) {
                time.setText(TIME.format(event.time().atZone(clock.getZone())));
                text.setText(words(event));
                icon.setIconCode(icon(event.kind()));
                icon.getStyleClass().removeAll("icon-danger", "icon-success", "icon-warning");
                String tone = tone(event.kind());
                if (!tone.isEmpty()) {
                    icon.getStyleClass().add(tone);
                }
            }
        }
    }

    /** What is said of an image begins with its path. */
    private String words(RunEvent event) {
        int reason = event.text().lastIndexOf(": ");
        boolean hide = event.kind() == RunEvent.Kind.IMAGE_FAILED && names.hidden() && reason >= 0;
        return hide ? Names.HIDDEN + event.text().substring(reason) : event.text();
    }

    private static Feather icon(RunEvent.Kind kind) {
        return switch (kind) {
            case STARTED, RESUMED -> Feather.PLAY;
            case PAUSED -> Feather.PAUSE;
            case AGENT_JOINED, AGENT_BACK -> Feather.LOG_IN;
            case AGENT_LOST -> Feather.WIFI_OFF;
            case AGENT_LEFT -> Feather.LOG_OUT;
            case AGENT_DRAINING -> Feather.ARROW_DOWN;
            case AGENT_REFUSED -> Feather.SLASH;
            case IMAGE_FAILED, FAILED -> Feather.X_CIRCLE;
            case RETRIED -> Feather.ROTATE_CW;
            case STOPPING, STOPPED -> Feather.SQUARE;
            case FINISHED -> Feather.CHECK_CIRCLE;
        };
    }

    private static String tone(RunEvent.Kind kind) {
        return switch (kind) {
            case AGENT_LOST, IMAGE_FAILED, FAILED -> "icon-danger";
            case AGENT_REFUSED, RETRIED -> "icon-warning";
            case FINISHED -> "icon-success";
            default -> "";
        };
    }
}
