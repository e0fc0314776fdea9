package io.facet.app.ui.run;

import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;

/** Turns small pictures the way that their EXIF data say. Stateless. */
final class Upright {
    private static final int LYING_FROM = 5;

    private Upright() {}

    /**
     * The picture upright.
     *
     * @param orientation as in EXIF, 1 to 8
     */
    static Image of(Image image, int orientation) {
        if (orientation <= 1 || orientation > 8) {
            return image;
        }
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        boolean lying = orientation >= LYING_FROM;
        WritableImage turned = lying ? new WritableImage(height, width) : new WritableImage(width, height);
        PixelReader from = image.getPixelReader();
        PixelWriter to = turned.getPixelWriter();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int below = height - 1 - y;
                int colour = from.getArgb(x, y);
                switch (orientation) {
                    case 2 -> to.setArgb(right, y, colour);
                    case 3 -> to.setArgb(right, below, colour);
                    case 4 -> to.setArgb(x, below, colour);
                    case 5 -> to.setArgb(y, x, colour);
                    case 6 -> to.setArgb(below, x, colour);
                    case 7 -> to.setArgb(below, right, colour);
                    default -> to.setArgb(y, right, colour);
                }
            }
        }
        return turned;
    }
}
