package io.facet.models.sample;

import java.awt.image.BufferedImage;

/** Draws people. Stateless, for any number of threads; works without a screen. */
public final class FacePainter {
    /** A picture below this has no room for a face, above it would only cost memory. */
    private static final int SMALLEST = 16;

    private static final int LARGEST = 4096;

    private FacePainter() {}

    /**
     * Draws a person as {@link BufferedImage#TYPE_INT_RGB}. The same arguments give the same picture, up to the last
     * bits in which the rasterisers of different JDKs differ.
     *
     * @throws IllegalArgumentException if a side is not 16..4096 pixels long
     */
    public static BufferedImage draw(FaceModel model, FaceView view, int width, int height) {
        checkSize(width, height);
        Sitting sitting = Sitting.of(model, view, width, height);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        try (Ink ink = new Ink(picture, sitting.stage())) {
            BackdropPainter.paint(ink, view, width, height);
            HairPainter.paintBehind(ink, sitting);
            BodyPainter.paint(ink, sitting);
            ink.graphics().drawImage(head(sitting, width, height), 0, 0, null);
            GlassesPainter.paint(ink, sitting);
        }
        CameraEffects.apply(picture, view.camera(), view.light());
        return picture;
    }

    static void checkSize(int width, int height) {
        if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "x" + height + " pixels: each side must be " + SMALLEST + ".." + LARGEST);
        }
    }

    /** The head on a layer of its own, because its shading must not touch what is behind it. */
    private static BufferedImage head(Sitting sitting, int width, int height) {
        BufferedImage layer = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        try (Ink ink = new Ink(layer, sitting.stage())) {
            SkinPainter.paint(ink, sitting);
            EyePainter.paint(ink, sitting);
            NosePainter.paint(ink, sitting);
            BeardPainter.paint(ink, sitting);
            MouthPainter.paint(ink, sitting);
            HairPainter.paintFront(ink, sitting);
            EyePainter.paintBrows(ink, sitting);
        }
        Relief.of(sitting).shade(layer);
        return layer;
    }
}
