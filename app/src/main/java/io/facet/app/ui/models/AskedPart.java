package io.facet.app.ui.models;

import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Segments;
import io.facet.app.ui.control.Show;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The part of the import panel about a file that no card knows. Window's thread only. */
final class AskedPart extends VBox {
    private final ImportModel.Step.Asked asked;
    private final ImportModel model;
    private final ImportPanel.Answer answer;
    private final NewModelForm form;
    private final CardChoice choice;
    private final Label failure = new Label();
    private final ScrollPane scroll;
    private boolean fresh = true;

    AskedPart(ImportModel.Step.Asked asked, ImportModel model, Texts texts, ImportPanel.Answer answer) {
        super(12);
        this.asked = asked;
        this.model = model;
        this.answer = answer;
        form = new NewModelForm(asked.model(), texts);
        choice = new CardChoice(asked.cards(), texts);
        scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("edge-to-edge", "models-questions");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        failure.getStyleClass().add("text-danger");
        failure.setWrapText(true);
        failure.setMinHeight(Region.USE_PREF_SIZE);
        Label unknown = new Label(texts.get("models.import.unknown"));
        unknown.setWrapText(true);
        unknown.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().add(unknown);
        if (!asked.cards().isEmpty()) {
            Segments<Boolean> which = new Segments<>(
                    texts.get("models.import.which"),
                    List.of(true, false),
                    is -> texts.get(is ? "models.import.fresh" : "models.import.listed"),
                    this::turn);
            which.button(false).setId("models-import-listed");
            which.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(which);
        }
        getChildren().addAll(scroll, choice, failure);
        turn(true);
        show("", false);
    }

    private void turn(boolean isNew) {
        fresh = isNew;
        Show.when(scroll, isNew);
        Show.when(choice, !isNew);
    }

    /** Takes the file in after what was answered, or says what is missing. */
    void take() {
        if (!fresh) {
            answer.take(asked.offer().file(), choice.card(), choice.precision());
        } else if (form.complete()) {
            model.take(asked, form.answers());
        }
    }

    /**
     * Shows how the taking goes.
     *
     * @param problem why it failed; empty if it did not
     */
    void show(String problem, boolean busy) {
        Show.text(failure, problem);
        form.setDisable(busy);
        choice.setDisable(busy);
    }

    /** Takes the focus to the first question. */
    void ask() {
        if (fresh) {
            form.ask();
        } else {
            choice.ask();
        }
    }
}
