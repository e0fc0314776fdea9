package io.facet.app.ui.settings;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.SearchField;
import io.facet.app.ui.control.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The page's controls: a list of sections on the left, the sections in one column or two. */
final class SettingsController {
    private static final double ROOM_FOR_TWO = 1000;

    private final Texts texts;
    private final Settings settings;
    private final List<SettingsSection> inOrder;
    private final List<SettingsSection> left;
    private final List<SettingsSection> right;
    private final List<ToggleButton> items = new ArrayList<>();

    @FXML
    private HBox root;

    @FXML
    private SearchField search;

    @FXML
    private VBox list;

    @FXML
    private Hyperlink undo;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox first;

    @FXML
    private VBox second;

    @FXML
    private Label nothing;

    @SuppressWarnings("NullAway.Init") // FXML sets the fields
    SettingsController(Texts texts, Settings settings, List<SettingsSection> inOrder, List<SettingsSection> left) {
        this.texts = texts;
        this.inOrder = inOrder;
        this.settings = settings;
        this.left = left;
        this.right = inOrder.stream().filter(s -> !left.contains(s)).toList();
    }

    @FXML
    void initialize() {
        search.setAccessibleText(texts.get("settings.search"));
        search.textProperty().addListener((o, was, is) -> filter(is == null ? "" : is));
        undo.disableProperty().bind(settings.undoableProperty().not());
        undo.setOnAction(e -> {
            undo.setVisited(false);
            settings.undo();
        });
        ToggleGroup group = new ToggleGroup();
        inOrder.forEach(section -> item(section, group));
        items.getFirst().setSelected(true);
        Show.when(nothing, false);
        root.widthProperty().addListener((o, was, is) -> columns(is.doubleValue()));
        columns(0);
    }

    private void item(SettingsSection section, ToggleGroup group) {
        ToggleButton item = new ToggleButton(section.title(), Icons.of(section.icon()));
        item.setToggleGroup(group);
        item.setMaxWidth(Double.MAX_VALUE);
        item.getStyleClass().add("settings-item");
        item.setOnAction(e -> {
            item.setSelected(true);
            reveal(section);
        });
        items.add(item);
        list.getChildren().add(item);
    }

    private void reveal(SettingsSection section) {
        search.clear();
        root.layout();
        Node content = scroll.getContent();
        double hidden = content.getBoundsInLocal().getHeight()
                - scroll.getViewportBounds().getHeight();
        double top = content.sceneToLocal(section.localToScene(0, 0)).getY();
        scroll.setVvalue(hidden <= 0 ? 0 : Math.min(1, top / hidden));
    }

    private void columns(double width) {
        boolean two = width >= ROOM_FOR_TWO;
        List<Node> one = new ArrayList<>(two ? left : inOrder);
        if (!first.getChildren().equals(one)) {
            second.getChildren().clear();
            first.getChildren().setAll(one);
            if (two) {
                second.getChildren().setAll(right);
            }
        }
        Show.when(second, two);
    }

    private void filter(String typed) {
        String words = typed.strip().toLowerCase(Locale.ROOT);
        boolean any = false;
        for (SettingsSection section : inOrder) {
            any |= section.filter(words);
        }
        Show.when(nothing, !any);
    }

    Node search() {
        return search;
    }

    /** Applies the search again to rows that came later. */
    void filterAgain() {
        filter(search.getText() == null ? "" : search.getText());
    }
}
