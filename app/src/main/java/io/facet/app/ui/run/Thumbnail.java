package io.facet.app.ui.run;

import java.nio.file.Path;
import java.util.Objects;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** A square picture of an image; a grey square until it is decoded, and if it cannot be. */
final class Thumbnail extends StackPane {
    private static final double CORNER = 8;

    private final Thumbnails thumbnails;
    private final ImageView view = new ImageView();
    private final int pixels;
    private @Nullable Path file;

    Thumbnail(Thumbnails thumbnails, double size) {
        this.thumbnails = thumbnails;
        this.pixels = (int) (2 * size); // sharp on dense screens too
        view.setFitWidth(size);
        view.setFitHeight(size);
        view.setSmooth(true);
        Rectangle corners = new Rectangle(size, size);
        corners.setArcWidth(CORNER);
        corners.setArcHeight(CORNER);
        setClip(corners);
        getStyleClass().add("thumbnail");
        setMinSize(size, size);
        setMaxSize(size, size);
        getChildren().add(view);
    }

    /** Shows another image, or none. */
    void show(@Nullable Path next) {
        if (Objects.equals(next, file)) {
            return;
        }
        file = next;
        view.setImage(null);
        if (next != null) {
            thumbnails.request(next, pixels, image -> {
                if (next.equals(file)) {
                    put(image);
                }
            });
        }
    }

    private void put(Image image) {
        double side = Math.min(image.getWidth(), image.getHeight());
        view.setViewport(new Rectangle2D((image.getWidth() - side) / 2, (image.getHeight() - side) / 2, side, side));
        view.setImage(image);
    }
}
