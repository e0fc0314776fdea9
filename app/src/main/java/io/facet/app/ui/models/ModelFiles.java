package io.facet.app.ui.models;

import io.facet.app.ui.common.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;

/** Files that the user chooses or drops. Window's thread only. */
record ModelFiles(Node page, Texts texts, Consumer<Path> onnx, Consumer<Path> weights) {
    void chooseOnnx() {
        choose("models.import.title", "*.onnx", onnx);
    }

    void chooseWeights() {
        choose("models.convert.title", "*.h5", weights);
    }

    private void choose(String title, String pattern, Consumer<Path> then) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(title));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(pattern, pattern, pattern + ".gz"),
                        new FileChooser.ExtensionFilter(texts.get("models.choose.all"), "*.*"));
        Optional.ofNullable(chooser.showOpenDialog(page.getScene().getWindow()))
                .ifPresent(file -> then.accept(file.toPath()));
    }

    /** Lets the page take files that are dropped on it. */
    void acceptDrops() {
        page.setOnDragOver(e -> {
            if (dropped(e).isPresent()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        });
        page.setOnDragDropped(e -> {
            Optional<Path> file = dropped(e);
            file.ifPresent(this::open);
            e.setDropCompleted(file.isPresent());
            e.consume();
        });
    }

    private static Optional<Path> dropped(DragEvent event) {
        return event.getDragboard().getFiles().stream()
                .map(File::toPath)
                .filter(f -> isOnnx(f) || isWeights(f))
                .findFirst();
    }

    private void open(Path file) {
        if (isOnnx(file)) {
            onnx.accept(file);
        } else {
            weights.accept(file);
        }
    }

    private static boolean isOnnx(Path file) {
        return name(file).endsWith(".onnx");
    }

    private static boolean isWeights(Path file) {
        return name(file).endsWith(".h5") || name(file).endsWith(".h5.gz");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}
