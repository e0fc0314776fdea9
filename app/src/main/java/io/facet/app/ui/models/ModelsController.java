package io.facet.app.ui.models;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.SearchField;
import io.facet.models.catalogue.ModelCard;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Ties the controls of the page to its models. Window's thread only. */
final class ModelsController {
    private static final double ROW = 40;
    private static final double HEADER = 30;

    private final ModelsModel model;
    private final SpeedCard speed;
    private final PreparationCard preparation;
    private final FactsCard facts;
    private final ModelDetails details;
    private final ImportPanel importing;
    private final ModelActions actions;
    private final Texts texts;
    private boolean following;

    @FXML
    private StackPane root;

    @FXML
    private VBox content;

    @FXML
    private SearchField search;

    @FXML
    private HBox filter;

    @FXML
    private Button importOnnx;

    @FXML
    private Button convert;

    @FXML
    private TableView<ModelRow> table;

    @FXML
    private HBox cards;

    @SuppressWarnings("NullAway.Init") // FXML sets the fields
    ModelsController(
            ModelsModel model,
            SpeedModel speed,
            ImportPanel importing,
            ModelActions actions,
            Texts texts,
            Clock clock) {
        this.model = model;
        this.speed = new SpeedCard(speed, texts, clock);
        this.preparation = new PreparationCard(texts);
        this.facts = new FactsCard(texts, actions);
        this.details = new ModelDetails(texts, actions);
        this.importing = importing;
        this.actions = actions;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        new ModelTable(table, texts, actions);
        table.setItems(model.shown());
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> chosen(is));
        model.selected().addListener((o, was, is) -> show(is));
        model.shown().addListener((ListChangeListener<ModelRow>) c -> resize());
        search.textProperty().addListener((o, was, is) -> model.search(is));
        search.onDown(table::requestFocus);
        importOnnx.setGraphic(Icons.of(Feather.UPLOAD));
        importOnnx.setOnAction(e -> actions.chooseOnnx());
        convert.setGraphic(Icons.of(Feather.REFRESH_CW));
        convert.setOnAction(e -> actions.chooseWeights());
        filters();
        content.getChildren().add(content.getChildren().indexOf(cards), details);
        cards.getChildren().addAll(preparation, speed, facts);
        HBox.setHgrow(speed, Priority.ALWAYS);
        root.getChildren().getFirst().disableProperty().bind(importing.visibleProperty());
        root.getChildren().add(importing);
        resize();
        show(model.selected().get());
    }

    private void filters() {
        ToggleGroup group = new ToggleGroup();
        List<ModelCard.@Nullable Task> tasks =
                Arrays.asList(null, ModelCard.Task.FACE_EMBEDDING, ModelCard.Task.IMAGE_EMBEDDING);
        List<String> names = List.of("all", "faces", "images");
        for (int i = 0; i < tasks.size(); i++) {
            ModelCard.@Nullable Task task = tasks.get(i);
            ToggleButton button = new ToggleButton(texts.get("models.filter." + names.get(i)));
            button.setId("models-filter-" + names.get(i));
            button.setToggleGroup(group);
            button.setSelected(task == null);
            button.setOnAction(e -> {
                button.setSelected(true);
                model.only(task);
            });
            filter.getChildren().add(button);
        }
    }

    /** All rows are to be seen: the page scrolls, not the table. */
    private void resize() {
        table.setPrefHeight(HEADER + ROW * Math.max(2, model.shown().size()));
        table.setMinHeight(table.getPrefHeight());
    }

    private void chosen(@Nullable ModelRow row) {
        if (row != null && !following) {
            model.select(row.id());
        }
    }

    private void show(@Nullable ModelRow row) {
        following = true;
        details.show(row);
        preparation.show(row);
        facts.show(row);
        int at = row == null ? -1 : model.shown().indexOf(row);
        if (at >= 0 && !Objects.equals(table.getSelectionModel().getSelectedItem(), row)) {
            table.getSelectionModel().clearAndSelect(at);
        }
        following = false;
    }

    void show(List<DeviceSupport> support) {
        preparation.show(support);
    }

    StackPane page() {
        return root;
    }

    Node searchField() {
        return search;
    }
}
