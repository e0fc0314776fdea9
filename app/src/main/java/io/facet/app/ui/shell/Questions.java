package io.facet.app.ui.shell;

import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Every dialog there is, each made by a method with its name. They lie over the window and hold it until answered. */
public final class Questions {
    private final Texts texts;
    private final Overlay overlay;
    private final Consumer<String> copy;

    /** Where a dialog is shown. */
    interface Overlay {
        void show(StackPane dialog);

        void close();
    }

    Questions(Texts texts, Overlay overlay, Consumer<String> copy) {
        this.texts = texts;
        this.overlay = overlay;
        this.copy = copy;
    }

    /** Asks with verbs; Escape keeps things as they are. */
    public void ask(String title, String text, String doIt, String keep, boolean dangerous, Runnable action) {
        Button yes = new Button(doIt);
        yes.getStyleClass().addAll(dangerous ? "danger" : "accent");
        yes.setId("question-yes");
        yes.setOnAction(e -> {
            overlay.close();
            action.run();
        });
        Button no = new Button(keep);
        no.setId("question-no");
        no.setCancelButton(true);
        no.setOnAction(e -> overlay.close());
        show(title, text, "", no, yes);
        no.requestFocus();
    }

    /** A problem that stops what the user wanted, with its code and details to copy. */
    public void problem(Problem problem, String logFolder) {
        Button copyDetails = new Button(texts.get("shell.error.copy"));
        String all = "[%s] %s%n%s".formatted(problem.code(), problem.message(), problem.details());
        copyDetails.setOnAction(e -> copy.accept(all));
        Button close = new Button(texts.get("shell.error.close"));
        close.setId("problem-close");
        close.getStyleClass().add("accent");
        close.setCancelButton(true);
        close.setOnAction(e -> overlay.close());
        String text = problem.message()
                + (problem.unexpected() ? "\n" + texts.get("shell.error.logs", logFolder) : "")
                + "\n[" + problem.code() + "]";
        show(texts.get("shell.error.title"), text, problem.details(), copyDetails, close);
        close.requestFocus();
    }

    private void show(String title, String text, String details, Button... buttons) {
        Label head = new Label(title);
        head.getStyleClass().add("title-4");
        Label body = new Label(text);
        body.setWrapText(true);
        body.setMinHeight(Region.USE_PREF_SIZE);
        HBox foot = new HBox(8, buttons);
        foot.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(12, head, body);
        if (!details.isEmpty()) {
            TextArea area = new TextArea(details);
            area.setEditable(false);
            area.getStyleClass().add("mono");
            area.setAccessibleText(texts.get("shell.error.details"));
            box.getChildren().add(area);
        }
        box.getChildren().add(foot);
        box.getStyleClass().addAll("facet-card", "padded", "floating");
        box.setMaxSize(480, Region.USE_PREF_SIZE);
        StackPane dialog = new StackPane(box);
        dialog.getStyleClass().addAll("backdrop", "question");
        dialog.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                overlay.close();
                e.consume();
            }
        });
        overlay.show(dialog);
    }
}
