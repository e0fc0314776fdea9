package io.facet.app.ui.run;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Switch;
import io.facet.app.ui.run.ModelOption.PrecisionOption;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is computed for each image, and how. */
final class PipelineCard extends VBox {
    private final Texts texts;
    private final RunSetup setup;
    private final ComboBox<ModelOption> models = new ComboBox<>();
    private final FontIcon lock = Icons.of(Feather.LOCK, "icon-small");
    private final Label state = Parts.label("", "text-caption", "text-muted");
    private final MissingModelNotice missing;
    private final Label licence = Parts.sentence("", "text-caption", "text-muted");
    private final HBox precisions = new HBox();
    private final ToggleGroup precisionGroup = new ToggleGroup();
    private final TextField batch = new TextField();
    private final Label batchProblem;
    private final Switch ordered;
    private final VBox body;
    private List<PrecisionOption> shownPrecisions = List.of();
    private boolean showing;

    PipelineCard(Texts texts, RunSetup setup, MissingModelNotice missing) {
        this.texts = texts;
        this.setup = setup;
        this.missing = missing;
        getStyleClass().addAll("facet-card", "padded");
        setSpacing(10);
        setId("pipelineCard");
        models.setId("model");
        models.setMaxWidth(Double.MAX_VALUE);
        models.getStyleClass().add("model-choice");
        models.setAccessibleText(texts.get("run.model"));
        models.setCellFactory(list -> new ModelCell());
        models.setButtonCell(new ModelCell());
        models.valueProperty().addListener((o, was, is) -> {
            if (is != null && !showing) {
                setup.model(is.id());
            }
        });
        precisions.getStyleClass().add("segmented");
        precisions.setId("precision");
        batchField();
        batchProblem = Parts.sentence(
                texts.get("run.batch.wrong", Figures.count(Choices.LARGEST_BATCH)), "text-caption", "text-danger");
        Parts.show(batchProblem, false);
        ordered = new Switch("", texts.get("run.ordered"), setup::ordered);
        ordered.setId("ordered");
        ordered.setTooltip(new Tooltip(texts.get("run.ordered.why")));
        body = new VBox(
                10,
                models,
                missing,
                licence,
                line("run.precision", precisions),
                line("run.batch", batch),
                batchProblem,
                line("run.ordered", ordered));
        body.getStyleClass().add("setup-body");
        getChildren()
                .setAll(
                        Parts.row(8, Parts.label(texts.get("run.pipeline"), "card-title"), Parts.spring(), state),
                        body);
    }

    private HBox line(String key, Node control) {
        HBox line = Parts.row(8, Parts.label(texts.get(key)), Parts.spring(), control);
        line.setMinHeight(28);
        return line;
    }

    private void batchField() {
        batch.setId("batch");
        batch.setPromptText(texts.get("run.batch.auto"));
        batch.setAccessibleText(texts.get("run.batch"));
        batch.setPrefColumnCount(8);
        batch.setTooltip(new Tooltip(texts.get("run.batch.why")));
        batch.textProperty().addListener((o, was, is) -> {
            if (!showing) {
                boolean fits = setup.batch(is);
                Parts.show(batchProblem, !fits);
                batch.pseudoClassStateChanged(PseudoClass.getPseudoClass("invalid"), !fits);
            }
        });
    }

    void show(Setup now) {
        showing = true;
        if (!models.getItems().equals(now.models())) {
            models.getItems().setAll(now.models());
        }
        ModelOption model = now.model();
        if (model != null && !model.equals(models.getValue())) {
            models.setValue(model);
        }
        PrecisionOption precision = now.precisionOption();
        boolean here = precision == null || precision.here();
        state.setText(texts.get(now.locked() ? "run.locked" : here ? "run.model.ready" : "run.model.not-here"));
        state.setGraphic(now.locked() ? lock : null);
        Parts.show(missing, !here);
        if (model != null && precision != null) {
            missing.show(model, precision);
            licence.setText(texts.get("run.model.licence", model.licence()));
            showPrecisions(model.precisions(), precision);
        }
        String wanted = now.batch() == 0 ? "" : Integer.toString(now.batch());
        if (!batch.isFocused() && !batch.getText().equals(wanted) && !batchProblem.isVisible()) {
            batch.setText(wanted);
        }
        ordered.show(now.ordered());
        body.setDisable(now.locked());
        showing = false;
    }

    private void showPrecisions(List<PrecisionOption> offered, PrecisionOption chosen) {
        if (!offered.equals(shownPrecisions)) {
            shownPrecisions = offered;
            precisions.getChildren().clear();
            precisionGroup.getToggles().clear();
            for (PrecisionOption option : offered) {
                ToggleButton button = new ToggleButton(option.name().toUpperCase(Locale.ROOT));
                button.setId("precision-" + option.name());
                button.setToggleGroup(precisionGroup);
                button.setUserData(option.name());
                button.setOnAction(e -> {
                    button.setSelected(true);
                    setup.precision(option.name());
                });
                precisions.getChildren().add(button);
            }
        }
        precisionGroup.getToggles().forEach(t -> t.setSelected(chosen.name().equals(t.getUserData())));
    }

    /** A model in two lines. */
    private final class ModelCell extends ListCell<ModelOption> {
        private final Label title = Parts.label("");
        private final Label facts = Parts.label("", "text-caption", "text-muted");
        private final HBox box = Parts.row(10, Icons.of(Feather.LAYERS, "icon-drain"), new VBox(title, facts));

        ModelCell() {
            box.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(ModelOption item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(empty || item == null ? null : box);
            if (item != null) {
                title.setText(item.title());
                facts.setText(texts.get("run.model.facts", item.id(), item.dimension()));
            }
        }
    }
}
