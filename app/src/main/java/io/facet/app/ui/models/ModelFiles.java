package io.facet.app.ui.models;

import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;

/** Files that the user chooses or drops. Window's thread only. */
record ModelFiles(Node page, Texts texts, Notices notices, Consumer<Path> onnx, Consumer<Path> weights) {
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
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        });
        page.setOnDragDropped(e -> {
            e.setDropCompleted(take(e.getDragboard().getFiles()));
            e.consume();
        });
    }

    /** Takes the first file that is one of a model; says what fits if there is none. */
    boolean take(List<File> dropped) {
        Optional<Path> file = dropped.stream()
                .map(File::toPath)
                .filter(f -> Files.isRegularFile(f) && (isOnnx(f) || isWeights(f)))
                .findFirst();
        file.ifPresentOrElse(this::open, () -> notices.tell(Notices.Kind.WARNING, texts.get("models.drop.bad")));
        return file.isPresent();
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
