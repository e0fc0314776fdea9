package io.facet.models.image;

import io.facet.models.catalogue.ImageInput;

/**
 * Which pixels of an image become the model's input, for one image size.
 *
 * <p>Short side and centre crop go as in the reference tool of the VGGFace2 models (load_data in src/utils.py of
 * WeidiXie/Keras-VGGFace2-ResNet50): both sides times {@code target / short side}, rounded up, then
 * {@code (side - target) / 2}, rounded down. The products are computed in double precision as there, so for some sizes
 * (a short side of 25, 41, 43, 50, … pixels) rounding up gives one pixel more than the target.
 *
 * @param x left edge of the part of the image that is resized
 * @param y upper edge of that part
 * @param width columns of that part
 * @param height rows of that part
 * @param resizedWidth columns that they become
 * @param resizedHeight rows that they become
 * @param cropX first of the resized columns that the model sees
 * @param cropY first of the resized rows that the model sees
 */
record Framing(int x, int y, int width, int height, int resizedWidth, int resizedHeight, int cropX, int cropY) {

    /**
     * An image longer than this many times its own model-shaped centre is cut down to so much around its centre first:
     * a line of a million pixels would otherwise become a gigabyte on its way.
     */
    private static final int LONGEST = 16;

    static Framing of(int width, int height, ImageInput input) {
        return switch (input.fit()) {
            case SQUASH -> new Framing(0, 0, width, height, input.width(), input.height(), 0, 0);
            case SHORT_SIDE_CENTRE_CROP -> cover(width, height, input);
        };
    }

    private static Framing cover(int width, int height, ImageInput input) {
        int w = (int) Math.min(width, LONGEST * Math.ceilDiv((long) height * input.width(), (long) input.height()));
        int h = (int) Math.min(height, LONGEST * Math.ceilDiv((long) width * input.height(), (long) input.width()));
        double scale = Math.max((double) input.width() / w, (double) input.height() / h);
        int resizedWidth = Math.max(input.width(), (int) Math.ceil(w * scale));
        int resizedHeight = Math.max(input.height(), (int) Math.ceil(h * scale));
        return new Framing(
                (width - w) / 2,
                (height - h) / 2,
                w,
                h,
                resizedWidth,
                resizedHeight,
                (resizedWidth - input.width()) / 2,
                (resizedHeight - input.height()) / 2);
    }
}
