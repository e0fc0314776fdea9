package io.facet.app.ui.models;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** How the chosen model is fed, and which agents' devices can run it. Window's thread only. */
final class PreparationCard extends VBox {
    private final Texts texts;
    private final CardWords words;
    private final VBox steps = new VBox(8);
    private final VBox devices = new VBox(4);
    private List<DeviceSupport> shownDevices = List.of();

    PreparationCard(Texts texts) {
        this.texts = texts;
        this.words = new CardWords(texts);
        getStyleClass().addAll("facet-card", "models-preparation");
        Label where = new Label(texts.get("models.steps.where"));
        where.getStyleClass().addAll("text-caption", "text-muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title("models.steps"), gap, where);
        head.getStyleClass().add("card-header");
        steps.getStyleClass().add("models-body");
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        devices.setId("models-devices");
        VBox support = new VBox(8, title("models.devices"), devices);
        support.getStyleClass().add("models-body");
        getChildren().addAll(head, steps, rule, support);
    }

    private Label title(String key) {
        Label title = new Label(texts.get(key));
        title.getStyleClass().add("card-title");
        return title;
    }

    void show(@Nullable ModelRow row) {
        steps.getChildren()
                .setAll(
                        row == null
                                ? List.of()
                                : words.steps(row.card()).stream()
                                        .map(this::step)
                                        .toList());
    }

    private Node step(CardWords.Step step) {
        StackPane icon = new StackPane(Icons.of(icon(step.key()), "icon-small", "icon-drain"));
        icon.getStyleClass().add("models-step");
        Label name = new Label(step.name());
        name.getStyleClass().addAll("medium", "text-small");
        name.setMinWidth(68);
        Label what = new Label(step.words());
        what.getStyleClass().addAll("text-small", "text-muted");
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        HBox line = new HBox(12, icon, name, what);
        HBox.setHgrow(what, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Feather icon(String key) {
        return switch (key) {
            case "decode" -> Feather.IMAGE;
            case "resize" -> Feather.CROP;
            case "normalise" -> Feather.SLIDERS;
            default -> Feather.BOX;
        };
    }

    void show(List<DeviceSupport> support) {
        if (support.equals(shownDevices)) {
            return;
        }
        shownDevices = support;
        devices.getChildren().setAll(support.stream().map(this::device).toList());
    }

    private Node device(DeviceSupport support) {
        boolean offered = !support.agents().isEmpty();
        Label name = new Label(support.provider());
        name.getStyleClass().addAll("medium", "text-small");
        name.setMinWidth(68);
        Label who = new Label(offered ? String.join(", ", support.agents()) : texts.get("models.devices.none"));
        who.getStyleClass().addAll("text-small", "text-muted");
        who.setWrapText(true);
        HBox line = new HBox(
                8,
                Icons.of(
                        offered ? Feather.CHECK : Feather.MINUS, "icon-small", offered ? "icon-success" : "icon-muted"),
                name,
                who);
        HBox.setHgrow(who, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
