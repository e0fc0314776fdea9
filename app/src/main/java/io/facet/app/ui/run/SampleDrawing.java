package io.facet.app.ui.run;

import io.facet.app.UserException;
import io.facet.app.sample.SamplePictures;
import io.facet.app.ui.common.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Draws the sample dataset where it is not there yet. Confined to the window's thread; draws away from it. */
final class SampleDrawing {
    private static final String NAME = "sample-faces";

    private final Background background;
    private volatile double drawn = Double.NaN;

    SampleDrawing(Background background) {
        this.background = background;
    }

    /** How much is drawn, 0 to 1; NaN while nothing is being drawn. */
    double drawn() {
        return drawn;
    }

    boolean active() {
        return !Double.isNaN(drawn);
    }

    /**
     * Draws, unless it is being drawn.
     *
     * @param documents where the dataset's folder belongs
     * @param whole told of the folder when all of it is there
     * @param afterwards told when the drawing has ended in either way
     */
    void start(Path documents, Consumer<Path> whole, Runnable afterwards) {
        if (active()) {
            return;
        }
        drawn = 0;
        background
                .task(() -> draw(documents))
                .named("unfinished.sample")
                .onSuccess(folder -> {
                    drawn = Double.NaN;
                    whole.accept(folder);
                })
                .andFinally(() -> {
                    drawn = Double.NaN;
                    afterwards.run();
                })
                .start();
    }

    /** Only a whole dataset gets its name: one that was left half drawn is none. */
    private Path draw(Path documents) {
        Path folder = documents.resolve(NAME);
        Path draft = documents.resolve(NAME + ".part");
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(documents);
                delete(draft);
                SamplePictures.draw(draft, (done, total) -> drawn = (double) done / total);
                Files.move(draft, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_WRITE,
                    "The sample dataset cannot be written to %s (%s). Check that folder's permissions and its disk."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
