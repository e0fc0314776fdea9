package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.SearchField;
import java.time.Clock;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Every image, every label and every event of a run. */
final class ImagesCard extends VBox {
    private static final double NARROW = 720;

    private final ImageRows rows;
    private final ImageTable table;
    private final Names names;
    private final LabelsTable labels;
    private final EventsList events;
    private final StateFilter filter;
    private final SearchField search = new SearchField();
    private final Label searchKey = Parts.label("", "kbd");
    private final Label labelCount = Parts.label("0", "segment-count");
    private final Button labelChip;
    private final HBox tools;
    private final StackPane content = new StackPane();
    private final ToggleGroup tabs = new ToggleGroup();
    private final ToggleButton imagesTab;
    private long shownLabels = -1;
    private long shownEvents = -1;

    ImagesCard(Texts texts, Clock clock, Names names, ImageRows rows, ImageTable table) {
        this.rows = rows;
        this.table = table;
        this.names = names;
        getStyleClass().addAll("facet-card", "clipped");
        setMinHeight(120);
        labels = new LabelsTable(texts, names, this::showLabel);
        events = new EventsList(texts, names, clock);
        names.listen(this::showChosenLabel);
        filter = new StateFilter(texts, state -> {
            rows.ask(rows.query().withState(state));
            table.top();
        });
        imagesTab = tab("images", texts, null, table);
        HBox strip = new HBox(imagesTab, tab("labels", texts, labelCount, labels), tab("events", texts, null, events));
        strip.getStyleClass().add("tab-strip");
        search(texts);
        labelChip = Parts.button("labelChip", "", Feather.X, () -> showLabel(null), "extra-small", "icon-small");
        labelChip.setTooltip(new Tooltip(texts.get("run.labels.all")));
        labelChip.setMinWidth(0);
        labelChip.setMaxWidth(140);
        Parts.show(labelChip, false);
        tools = Parts.row(8, labelChip, filter, search);
        HBox head = new HBox(8, strip, Parts.spring(), tools);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("card-header", "tabs-header");
        VBox.setVgrow(content, Priority.ALWAYS);
        content.setMinHeight(0);
        getChildren().setAll(head, content);
        imagesTab.fire();
        setMinWidth(0);
        widthProperty().addListener((o, was, is) -> fit(is.doubleValue() < NARROW));
    }

    private void fit(boolean narrow) {
        filter.brief(narrow);
        searchKey.setVisible(!narrow);
        searchKey.setManaged(!narrow);
        pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), narrow);
    }

    private ToggleButton tab(String key, Texts texts, @Nullable Node graphic, Node shown) {
        ToggleButton tab = new ToggleButton(texts.get("run.tab." + key), graphic);
        tab.setContentDisplay(ContentDisplay.RIGHT);
        tab.setId("tab-" + key);
        tab.setToggleGroup(tabs);
        tab.setMinWidth(USE_PREF_SIZE);
        tab.setOnAction(e -> {
            tab.setSelected(true);
            content.getChildren().setAll(shown);
            shownLabels = -1;
            shownEvents = -1;
            if (tools != null) {
                tools.setVisible(shown == table);
            }
        });
        return tab;
    }

    private void search(Texts texts) {
        search.setId("search");
        search.setPromptText(texts.get("run.search"));
        search.setAccessibleText(texts.get("run.search"));
        searchKey.setText(texts.get("run.search.key"));
        search.hint(searchKey);
        search.setPrefWidth(206);
        search.setMinWidth(96);
        search.getStyleClass().add("small-field");
        search.textProperty().addListener((o, was, is) -> {
            rows.ask(rows.query().withText(is.strip()));
            table.top();
        });
        search.onDown(() -> {
            table.table().requestFocus();
            table.table().getSelectionModel().selectFirst();
        });
    }

    Node searchField() {
        imagesTab.fire();
        return search;
    }

    private void showLabel(@Nullable String label) {
        rows.ask(rows.query().withLabel(label));
        showChosenLabel();
        imagesTab.fire();
    }

    private void showChosenLabel() {
        String label = rows.query().filter().label();
        Parts.show(labelChip, label != null);
        labelChip.setText(label == null ? "" : names.shown(label));
    }

    /** Takes over how things stand. */
    void refresh(@Nullable CurrentRun run, boolean active, int labelsKnown) {
        rows.refresh();
        table.refresh(active);
        filter.show(rows.counts());
        labelCount.setText(Figures.count(labelsKnown));
        if (content.getChildren().contains(labels)
                && shownLabels != rows.board().version()) {
            shownLabels = rows.board().version();
            labels.show(rows.board().labels());
        }
        if (content.getChildren().contains(events)) {
            long version = run == null ? -2 : run.watch().events().version();
            if (version != shownEvents) {
                shownEvents = version;
                events.show(run == null ? List.of() : run.watch().events().since(-1));
            }
        }
    }
}
