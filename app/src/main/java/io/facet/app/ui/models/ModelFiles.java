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

/** Tells the files of models from others, and hands each on to where it is taken. Window's thread only. */
record ModelFiles(Texts texts, Notices notices, Consumer<Path> onnx, Consumer<Path> weights) {
    /** What a file is by its name. */
    enum Kind {
        ONNX,
        WEIGHTS
    }

    /** The first that is one of a model. */
    static Optional<Path> first(List<File> files) {
        return files.stream()
                .map(File::toPath)
                .filter(f -> Files.isRegularFile(f) && kind(f).isPresent())
                .findFirst();
    }

    static Optional<Kind> kind(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".onnx")) {
            return Optional.of(Kind.ONNX);
        }
        return name.endsWith(".h5") || name.endsWith(".h5.gz") ? Optional.of(Kind.WEIGHTS) : Optional.empty();
    }

    /** Takes the first file that is one of a model; says what fits if there is none. */
    boolean take(List<File> dropped) {
        Optional<Path> file = first(dropped);
        file.ifPresentOrElse(this::open, () -> notices.tell(Notices.Kind.WARNING, texts.get("models.drop.bad")));
        return file.isPresent();
    }

    private void open(Path file) {
        if (kind(file).equals(Optional.of(Kind.ONNX))) {
            onnx.accept(file);
        } else {
            weights.accept(file);
        }
    }
}
