package io.facet.app.ui.shell;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Notices.Notice;
import io.facet.app.ui.common.Texts;
import java.util.IdentityHashMap;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/**
 * Shows notices for six seconds each, longer while the pointer is on them; those of what went wrong until they are
 * dismissed.
 */
final class NoticeStack {
    /** Long enough to read a line. */
    static final Duration SHOWN = Duration.seconds(6);

    private final Notices notices;
    private final Texts texts;
    private final VBox stack;
    private final Duration shown;
    private final IdentityHashMap<Notice, Node> nodes = new IdentityHashMap<>();

    /**
     * Fills {@code stack}.
     *
     * @param shown how long a notice that passes by itself is to be seen
     */
    NoticeStack(Notices notices, Texts texts, VBox stack, Duration shown) {
        this.notices = notices;
        this.texts = texts;
        this.stack = stack;
        this.shown = shown;
        notices.shown().addListener((ListChangeListener<Notice>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(n -> stack.getChildren().remove(nodes.remove(n)));
                change.getAddedSubList().forEach(this::show);
            }
        });
    }

    private void show(Notice notice) {
        Label text = new Label(notice.text(), Icons.of(icon(notice.kind())));
        text.setWrapText(true);
        text.setMaxWidth(320);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox box = new HBox(text);
        box.getStyleClass().addAll("notice", style(notice.kind()));
        String actionText = notice.actionText();
        if (actionText != null) {
            Button action = new Button(actionText);
            action.getStyleClass().add("small-height");
            action.setOnAction(e -> {
                notices.dismiss(notice);
                notice.action().run();
            });
            box.getChildren().add(action);
        }
        Button close = new Button(null, Icons.of(Feather.X));
        close.getStyleClass().addAll("flat", "button-icon", "small-height");
        close.setAccessibleText(texts.get("shell.dismiss"));
        close.setOnAction(e -> notices.dismiss(notice));
        box.getChildren().add(close);
        if (notice.kind() != Notices.Kind.DANGER) {
            PauseTransition end = new PauseTransition(shown);
            end.setOnFinished(e -> notices.dismiss(notice));
            box.setOnMouseEntered(e -> end.stop());
            box.setOnMouseExited(e -> end.playFromStart());
            end.play();
        }
        nodes.put(notice, box);
        stack.getChildren().add(box);
    }

    private static String style(Notices.Kind kind) {
        return switch (kind) {
            case INFO -> "info";
            case SUCCESS -> "success";
            case WARNING -> "warning";
            case DANGER -> "danger";
        };
    }

    private static Feather icon(Notices.Kind kind) {
        return switch (kind) {
            case INFO -> Feather.INFO;
            case SUCCESS -> Feather.CHECK_CIRCLE;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case DANGER -> Feather.X_CIRCLE;
        };
    }
}
