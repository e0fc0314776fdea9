package io.facet.app.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Pictures of scenes, for people to look at. Window's thread only. */
public final class Pictures {
    private Pictures() {}

    /** Writes what {@code scene} shows to {@code target/screens/NAME.png}. */
    public static Path write(Scene scene, String name) throws IOException {
        return write(scene, Path.of("target", "screens"), name);
    }

    /** Writes what {@code scene} shows to {@code folder/NAME.png}. */
    public static Path write(Scene scene, Path folder, String name) throws IOException {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        WritableImage image = scene.snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader pixels = image.getPixelReader();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            pixels.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
            copy.setRGB(0, y, width, 1, row, 0, width);
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".png");
        ImageIO.write(copy, "png", file.toFile());
        return file;
    }
}
