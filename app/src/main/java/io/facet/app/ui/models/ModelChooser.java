package io.facet.app.ui.models;

import io.facet.app.ui.common.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/**
 * The system's dialogs for files of models. Window's thread only.
 *
 * @param page in whose window they open
 */
public record ModelChooser(Node page, Texts texts) {
    public void onnx(Consumer<Path> chosen) {
        choose("models.import.title", "*.onnx", chosen);
    }

    public void weights(Consumer<Path> chosen) {
        choose("models.convert.title", "*.h5", chosen);
    }

    private void choose(String title, String pattern, Consumer<Path> chosen) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(title));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(pattern, pattern, pattern + ".gz"),
                        new FileChooser.ExtensionFilter(texts.get("models.choose.all"), "*.*"));
        Optional.ofNullable(chooser.showOpenDialog(page.getScene().getWindow()))
                .ifPresent(file -> chosen.accept(file.toPath()));
    }
}
