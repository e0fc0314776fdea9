package io.facet.app.ui.run;

import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The system's dialogs for folders and files. Confined to the window's thread. */
final class Choosers {
    private final Texts texts;
    private final Background background;
    private final Node owner;

    Choosers(Texts texts, Background background, Node owner) {
        this.texts = texts;
        this.background = background;
        this.owner = owner;
    }

    /** Asks for a folder beside {@code near}. */
    void folder(@Nullable Path near, Consumer<Path> chosen) {
        near(near, start -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(texts.get("run.dataset.choose.title"));
            start.ifPresent(chooser::setInitialDirectory);
            take(chooser.showDialog(owner.getScene().getWindow()), chosen);
        });
    }

    /** Asks for a CSV beside {@code now}. */
    void csv(@Nullable Path now, Consumer<Path> chosen) {
        near(now, start -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(texts.get("run.output.choose.title"));
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV", "*.csv"));
            chooser.setInitialFileName("embeddings.csv");
            start.ifPresent(chooser::setInitialDirectory);
            take(chooser.showSaveDialog(owner.getScene().getWindow()), chosen);
        });
    }

    private static void take(@Nullable File file, Consumer<Path> chosen) {
        if (file != null) {
            chosen.accept(file.toPath());
        }
    }

    /** A disk may be slow to say what is there; the dialog opens when it has. */
    private void near(@Nullable Path file, Consumer<Optional<File>> open) {
        background.task(() -> folderOf(file)).onSuccess(open).start();
    }

    private static Optional<File> folderOf(@Nullable Path file) {
        Path folder = file == null ? null : file.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder).map(Path::toFile);
    }
}
