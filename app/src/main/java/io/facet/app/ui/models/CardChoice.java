package io.facet.app.ui.models;

import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Asks which of the models that are known a file belongs to. Window's thread only. */
final class CardChoice extends HBox {
    private final ComboBox<ModelCard> cards = new ComboBox<>();
    private final ComboBox<Precision> precisions = new ComboBox<>();

    CardChoice(List<ModelCard> offered, Texts texts) {
        super(8);
        cards.setId("models-import-card");
        cards.getItems().setAll(offered);
        cards.setCellFactory(list -> new CardCell());
        cards.setButtonCell(new CardCell());
        cards.setMaxWidth(Double.MAX_VALUE);
        cards.setAccessibleText(texts.get("models.import.which"));
        cards.getSelectionModel().selectFirst();
        precisions.setId("models-import-precision");
        precisions.getItems().setAll(Precision.values());
        precisions.setMinWidth(96);
        precisions.setValue(Precision.FP32);
        precisions.setAccessibleText(texts.get("models.import.precision"));
        HBox.setHgrow(cards, Priority.ALWAYS);
        getChildren().addAll(cards, precisions);
    }

    ModelCard card() {
        return cards.getValue();
    }

    Precision precision() {
        return precisions.getValue();
    }

    /** Takes the focus to the question. */
    void ask() {
        cards.requestFocus();
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
