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
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
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

/** Asks what a file is before it is taken in. Window's thread only. */
final class ImportPanel extends StackPane {
    /** What follows from the answer. */
    interface Answer {
        void take(ImportModel.Step.Offered offered, ModelCard card, Precision precision);
    }

    private final ImportModel model;
    private final Texts texts;
    private final Answer answer;
    private final VBox box = new VBox(12);
    private final FocusReturn focus = new FocusReturn();
    private final Button back = new Button();

    ImportPanel(ImportModel model, Texts texts, Answer answer) {
        this.model = model;
        this.texts = texts;
        this.answer = answer;
        getStyleClass().add("backdrop");
        setId("models-import");
        setVisible(false);
        back.setId("models-import-cancel");
        back.setOnAction(e -> model.close());
        box.getStyleClass().addAll("facet-card", "padded", "floating");
        box.setMaxSize(520, Region.USE_PREF_SIZE);
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
            return;
        }
        if (!isVisible()) {
            focus.opens(getScene());
            setVisible(true);
        }
        box.getChildren().clear();
        Label title = new Label(texts.get("models.import.title"));
        title.getStyleClass().add("title-4");
        box.getChildren().add(title);
        switch (step) {
            case ImportModel.Step.Closed closed -> {}
            case ImportModel.Step.Reading reading -> {
                ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
                bar.setMaxWidth(Double.MAX_VALUE);
                box.getChildren()
                        .addAll(
                                text(texts.get(
                                        "models.import.reading", reading.file().getFileName())),
                                bar,
                                foot(back("models.import.cancel")));
            }
            case ImportModel.Step.Refused refused -> {
                Label why = text(refused.problem().message());
                why.getStyleClass().add("text-danger");
                box.getChildren().addAll(why, foot(back("models.import.close")));
            }
            case ImportModel.Step.Offered offered -> offered(offered);
        }
        // Of the former step nothing is left that could have the focus.
        if (!(step instanceof ImportModel.Step.Offered)) {
            back.requestFocus();
        }
    }

    private void offered(ImportModel.Step.Offered offered) {
        GridPane facts = new GridPane(12, 6);
        fact(facts, 0, "models.import.file", String.valueOf(offered.file().getFileName()));
        fact(facts, 1, "models.import.size", Figures.bytes(offered.size()));
        fact(facts, 2, "models.import.inputs", offered.inputs());
        fact(facts, 3, "models.import.outputs", offered.outputs());
        Button take = button("models.import.take", "models-import-take", () -> {});
        take.getStyleClass().add("accent");
        take.setDefaultButton(true);
        box.getChildren().add(facts);
        ModelCard known = offered.known();
        if (known == null) {
            ask(offered, take);
        } else {
            Label found = new Label(
                    texts.get(
                            "models.import.known",
                            known.title(),
                            offered.precision().name()),
                    Icons.of(Feather.CHECK, "icon-success"));
            found.setWrapText(true);
            box.getChildren().add(found);
            take.setOnAction(e -> answer.take(offered, known, offered.precision()));
        }
        box.getChildren().add(foot(back("models.import.cancel"), take));
        if (!take.isDisabled()) {
            take.requestFocus();
        }
    }

    private void ask(ImportModel.Step.Offered offered, Button take) {
        ComboBox<ModelCard> cards = new ComboBox<>();
        cards.setId("models-import-card");
        cards.getItems().setAll(offered.cards());
        cards.setCellFactory(list -> new CardCell());
        cards.setButtonCell(new CardCell());
        cards.setMaxWidth(Double.MAX_VALUE);
        cards.setPromptText(texts.get("models.import.which"));
        cards.setAccessibleText(texts.get("models.import.which"));
        ComboBox<Precision> precisions = new ComboBox<>();
        precisions.setId("models-import-precision");
        precisions.getItems().setAll(Precision.values());
        precisions.setMinWidth(96);
        precisions.setValue(Precision.FP32);
        precisions.setAccessibleText(texts.get("models.import.precision"));
        take.setDisable(true);
        cards.valueProperty().addListener((o, was, is) -> take.setDisable(is == null));
        take.setOnAction(e -> answer.take(offered, cards.getValue(), precisions.getValue()));
        HBox choice = new HBox(8, cards, precisions);
        HBox.setHgrow(cards, Priority.ALWAYS);
        box.getChildren().addAll(text(texts.get("models.import.unknown")), choice);
        cards.requestFocus();
    }

    private void fact(GridPane grid, int line, String key, String value) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().addAll("text-small", "text-muted");
        name.setMinWidth(64);
        Label what = text(value);
        what.getStyleClass().addAll("mono");
        grid.addRow(line, name, what);
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Button back(String key) {
        back.setText(texts.get(key));
        return back;
    }

    private Button button(String key, String id, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static Node foot(Node... buttons) {
        HBox foot = new HBox(8, buttons);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    /** A card by its title. */
    private static final class CardCell extends ListCell<ModelCard> {
        @Override
        protected void updateItem(@Nullable ModelCard card, boolean empty) {
            super.updateItem(card, empty);
            setText(empty || card == null ? null : card.title() + " · " + card.id());
        }
    }
}
