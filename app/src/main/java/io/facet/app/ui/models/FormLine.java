package io.facet.app.ui.models;

import io.facet.app.ui.control.Show;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A line of a form: what is asked, where it is answered, and what is wrong with the answer. Window's thread only. */
final class FormLine extends HBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final Node control;
    private final Label problem = new Label();

    FormLine(String question, Node control) {
        super(12);
        this.control = control;
        Label label = new Label(question);
        label.getStyleClass().addAll("text-small", "text-muted", "models-question");
        label.setLabelFor(control);
        problem.getStyleClass().addAll("text-caption", "text-danger");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        Show.when(problem, false);
        VBox answer = new VBox(2, control, problem);
        HBox.setHgrow(answer, Priority.ALWAYS);
        getChildren().addAll(label, answer);
    }

    /** Empty: nothing is wrong. */
    void problem(String text) {
        Show.text(problem, text);
        control.pseudoClassStateChanged(INVALID, !text.isEmpty());
    }

    /** Takes the focus to where it is answered. */
    void ask() {
        control.requestFocus();
    }
}
