package io.facet.models.image;

import io.facet.models.image.ImageException.Reason;
import java.util.Locale;

/**
 * How large an image may be. Checked against the file's size and its header, before anything is decoded.
 *
 * <p>The pixel limit bounds memory: a decoded image takes 3 bytes per pixel, a progressive JPEG up to 6 more and a
 * PNG or TIFF up to 8 more while it is being decoded, for each thread that decodes.
 *
 * @param maxBytes largest file, in bytes
 * @param maxPixels largest image, width x height; more than 600 million are never read
 */
public record ImageLimits(long maxBytes, long maxPixels) {

    /** 256 MiB and 100 megapixels: above any camera's photo, below what hurts a PC. */
    public static final ImageLimits DEFAULT = new ImageLimits(256L << 20, 100_000_000);

    /** Above it, a decoded image would not fit a buffer of 2 GiB. */
    private static final long MOST_PIXELS = 600_000_000;

    /** libpng's own limit for a side; OpenCV's is a little above. */
    private static final int MAX_SIDE = 1_000_000;

    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("limits must be positive: " + maxBytes + " bytes, " + maxPixels + " px");
        }
    }

    /**
     * Checks the size of a file.
     *
     * @throws ImageException TOO_LARGE
     */
    public void checkBytes(long bytes) {
        if (bytes > maxBytes) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The file has %,d bytes; the limit is %,d. Raise the limit to read it.",
                            bytes,
                            maxBytes));
        }
    }

    /**
     * Checks the size of an image.
     *
     * @throws ImageException TOO_LARGE
     */
    public void checkPixels(int width, int height) {
        long most = Math.min(maxPixels, MOST_PIXELS);
        if ((long) width * height > most) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The picture has %d x %d pixels, %,d in all; the limit is %,d. Raise the limit to read it.",
                            width,
                            height,
                            (long) width * height,
                            most));
        }
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The picture has %d x %d pixels; no side may be longer than %,d.",
                            width,
                            height,
                            MAX_SIDE));
        }
    }
}
