package io.facet.app.ui.models;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.FocusReturn;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Asks what a file is before it is taken in. It has the focus in every step. Window's thread only. */
final class ImportPanel extends StackPane {
    /** What follows from a choice between cards. */
    interface Answer {
        void take(Path file, ModelCard card, Precision precision);
    }

    private final ImportModel model;
    private final Texts texts;
    private final Answer answer;
    private final VBox box = new VBox(12);
    private final FocusReturn focus = new FocusReturn();
    private final Button back = new Button();
    private final Button take = new Button();
    private @Nullable AskedPart asking;

    ImportPanel(ImportModel model, Texts texts, Answer answer) {
        this.model = model;
        this.texts = texts;
        this.answer = answer;
        getStyleClass().addAll("backdrop", "models-import");
        setId("models-import");
        setVisible(false);
        back.setId("models-import-cancel");
        back.setMinHeight(Region.USE_PREF_SIZE);
        back.setOnAction(e -> model.close());
        take.setId("models-import-take");
        take.setText(texts.get("models.import.take"));
        take.setMinHeight(Region.USE_PREF_SIZE);
        take.getStyleClass().add("accent");
        take.setDefaultButton(true);
        box.getStyleClass().addAll("facet-card", "padded", "floating");
        box.setMaxSize(560, Region.USE_PREF_SIZE);
        getChildren().add(box);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                model.close();
                e.consume();
            }
        });
        model.step().addListener((o, was, is) -> show(is));
    }

    /** Asks about a file. */
    void offer(Path file) {
        model.offer(file);
    }

    private void show(ImportModel.Step step) {
        if (step instanceof ImportModel.Step.Closed) {
            focus.closes(this, () -> setVisible(false), this);
            box.getChildren().clear();
            asking = null;
            return;
        }
        if (!isVisible()) {
            focus.opens(getScene());
            setVisible(true);
        }
        switch (step) {
            case ImportModel.Step.Closed closed -> {}
            case ImportModel.Step.Reading reading -> reading(reading);
            case ImportModel.Step.Refused refused -> {
                Label why = text(refused.problem().message());
                why.getStyleClass().add("text-danger");
                fill(back, why, foot("models.import.close"));
            }
            case ImportModel.Step.Known known -> known(known);
            case ImportModel.Step.Asked asked -> asked(asked);
            case ImportModel.Step.Taking taking -> again("", true);
            case ImportModel.Step.Failed failed -> again(failed.problem().message(), false);
        }
    }

    /** Of the former step nothing is left, so {@code first} gets the focus. */
    private void fill(Node first, Node... parts) {
        Label title = new Label(texts.get("models.import.title"));
        title.getStyleClass().add("title-4");
        title.setMinHeight(Region.USE_PREF_SIZE);
        box.getChildren().setAll(parts);
        box.getChildren().addFirst(title);
        first.requestFocus();
    }

    private void reading(ImportModel.Step.Reading reading) {
        asking = null;
        ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setMaxWidth(Double.MAX_VALUE);
        Label what = text(texts.get("models.import.reading", reading.file().getFileName()));
        fill(back, what, bar, foot("models.import.cancel"));
    }

    private void known(ImportModel.Step.Known known) {
        Label found = text(texts.get(
                "models.import.known", known.card().title(), known.precision().name()));
        found.setGraphic(Icons.of(Feather.CHECK, "icon-success"));
        take.setDisable(false);
        take.setOnAction(e -> answer.take(known.offer().file(), known.card(), known.precision()));
        fill(take, facts(known.offer()), found, foot("models.import.cancel", take));
    }

    private void asked(ImportModel.Step.Asked asked) {
        AskedPart part = new AskedPart(asked, model, texts, answer);
        VBox.setVgrow(part, Priority.ALWAYS);
        asking = part;
        take.setDisable(false);
        take.setOnAction(e -> part.take());
        fill(part, facts(asked.offer()), part, foot("models.import.cancel", take));
        // The questions lie in a scroll pane, which takes them in when it is styled: only then can they have the focus.
        box.applyCss();
        part.ask();
    }

    /** The question stays as it is, with all answers. */
    private void again(String problem, boolean busy) {
        AskedPart part = asking;
        if (part == null) {
            return;
        }
        if (busy) {
            back.requestFocus();
        }
        part.show(problem, busy);
        take.setDisable(busy);
        if (!busy) {
            part.ask();
        }
    }

    private Node facts(ImportModel.Offer offer) {
        GridPane facts = new GridPane(12, 6);
        facts.setMinHeight(Region.USE_PREF_SIZE);
        fact(facts, 0, "models.import.file", String.valueOf(offer.file().getFileName()));
        fact(facts, 1, "models.import.size", Figures.bytes(offer.size()));
        fact(facts, 2, "models.import.inputs", offer.inputs());
        fact(facts, 3, "models.import.outputs", offer.outputs());
        return facts;
    }

    private void fact(GridPane grid, int line, String key, String value) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().addAll("text-small", "text-muted", "models-question");
        Label what = text(value);
        what.getStyleClass().addAll("mono", "text-small");
        grid.addRow(line, name, what);
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node foot(String key, Button... more) {
        back.setText(texts.get(key));
        HBox foot = new HBox(8, back);
        foot.getChildren().addAll(more);
        foot.setMinHeight(Region.USE_PREF_SIZE);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }
}
