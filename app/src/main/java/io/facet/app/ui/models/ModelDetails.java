package io.facet.app.ui.models;

import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The line between the table and the cards: the chosen model's name, state, licence, checksum, and what to do. */
final class ModelDetails extends HBox {
    private static final int SHOWN_OF_HASH = 8;

    private final Texts texts;
    private final CardWords words;
    private final ModelActions actions;

    ModelDetails(Texts texts, ModelActions actions) {
        super(8);
        this.texts = texts;
        this.words = new CardWords(texts);
        this.actions = actions;
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(40);
    }

    void show(@Nullable ModelRow row) {
        getChildren().clear();
        if (row == null) {
            return;
        }
        Label title = new Label(row.card().title());
        title.setId("models-title");
        title.getStyleClass().add("card-title");
        title.setMinWidth(80);
        CardWords.Licence licence = words.licence(row.card());
        Label tag = new Label(licence.brief(), licence.warns() ? Icons.of(Feather.LOCK, "icon-small") : null);
        tag.getStyleClass().add("tag");
        tag.setMinWidth(Region.USE_PREF_SIZE);
        tag.setTooltip(new Tooltip(row.card().licence()));
        Region gap = new Region();
        setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(title, new StatePill(row.state(), texts), tag);
        row.mainFile().ifPresent(file -> getChildren().addAll(hash(file.sha256())));
        getChildren().add(gap);
        words.link(row.card())
                .ifPresent(
                        link -> getChildren().add(button("source", Feather.EXTERNAL_LINK, () -> actions.browse(link))));
        row.mainFile()
                .ifPresent(file ->
                        getChildren().add(button("reveal", Feather.FOLDER, () -> actions.reveal(file.path()))));
        if (row.here() && !row.id().equals(ModelLibrary.DEFAULT_MODEL)) {
            Button remove = button("remove", Feather.TRASH_2, () -> actions.remove(row));
            remove.setDisable(row.state() instanceof ModelState.InUse || row.state() instanceof ModelState.Busy);
            getChildren().add(remove);
        }
    }

    private Node[] hash(String sha256) {
        Label text = new Label(texts.get("models.sha256", sha256.substring(0, SHOWN_OF_HASH)));
        text.getStyleClass().addAll("mono", "text-muted");
        text.setTooltip(new Tooltip(sha256));
        Button copy = new Button(null, Icons.of(Feather.COPY));
        copy.getStyleClass().addAll("small", "button-icon", "flat");
        copy.setId("models-copy-sha256");
        copy.setAccessibleText(texts.get("models.copy.sha256"));
        copy.setTooltip(new Tooltip(texts.get("models.copy.sha256")));
        copy.setOnAction(e -> actions.copy(sha256));
        return new Node[] {text, copy};
    }

    private Button button(String key, Feather icon, Runnable action) {
        Button button = new Button(texts.get("models." + key), Icons.of(icon));
        button.getStyleClass().addAll("small", "flat");
        button.setId("models-" + key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }
}
