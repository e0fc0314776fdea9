package io.facet.app.ui.run;

import io.facet.app.ui.common.Names;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A few images that stand for a dataset. */
final class Strip extends HBox {
    private static final double SIZE = 46;

    private final Thumbnails thumbnails;
    private final Names names;
    private @Nullable Path shownFolder;
    private List<String> shown = List.of();
    private boolean hidden;

    Strip(Thumbnails thumbnails, Names names) {
        this.thumbnails = thumbnails;
        this.names = names;
        names.listen(() -> {
            Path folder = shownFolder;
            if (folder != null) {
                show(folder, shown);
            }
        });
        setId("datasetSamples");
    }

    void show(Path folder, List<String> paths) {
        boolean hide = names.hidden();
        if (folder.equals(shownFolder) && paths.equals(shown) && hide == hidden) {
            return;
        }
        shownFolder = folder;
        shown = paths;
        hidden = hide;
        getChildren().clear();
        for (String path : paths) {
            Thumbnail picture = new Thumbnail(thumbnails, SIZE);
            if (!getChildren().isEmpty()) {
                Region gap = new Region();
                HBox.setHgrow(gap, Priority.ALWAYS);
                getChildren().add(gap);
            }
            getChildren().add(picture);
            picture.show(hide ? null : folder.resolve(path));
        }
    }
}
