package io.facet.app.ui.run;

import io.facet.app.ui.common.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The system's dialogs for folders and files. Confined to the window's thread. */
final class Choosers {
    private final Texts texts;
    private final Node owner;

    Choosers(Texts texts, Node owner) {
        this.texts = texts;
        this.owner = owner;
    }

    void folder(@Nullable Path near, Consumer<Path> chosen) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("run.dataset.choose.title"));
        Path start = near == null ? null : near.getParent();
        if (start != null && Files.isDirectory(start)) {
            chooser.setInitialDirectory(start.toFile());
        }
        File folder = chooser.showDialog(owner.getScene().getWindow());
        if (folder != null) {
            chosen.accept(folder.toPath());
        }
    }

    void csv(@Nullable Path now, Consumer<Path> chosen) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("run.output.choose.title"));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV", "*.csv"));
        chooser.setInitialFileName("embeddings.csv");
        Path start = now == null ? null : now.getParent();
        while (start != null && !Files.isDirectory(start)) {
            start = start.getParent();
        }
        if (start != null) {
            chooser.setInitialDirectory(start.toFile());
        }
        File file = chooser.showSaveDialog(owner.getScene().getWindow());
        if (file != null) {
            chosen.accept(file.toPath());
        }
    }
}
