package io.facet.models.image;

/** The header of a TIFF file: its first page, which is the one that is decoded. */
final class TiffStructure {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int SAMPLE_FORMAT = 339;
    private static final int UNSIGNED = 1;
    private static final int UNDEFINED = 4;

    /** A decoder's buffer holds a whole tile; no writer makes them larger than this unless the image is, too. */
    private static final long MAX_TILE = 4096L * 4096;

    private TiffStructure() {}

    static ImageHeader header(Bytes file) {
        TiffDirectory page = new TiffDirectory(file, 0);
        long width = page.number(WIDTH).orElse(0);
        long height = page.number(HEIGHT).orElse(0);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Unreadable.damaged(ImageFormat.TIFF);
        }
        long sampleFormat = page.number(SAMPLE_FORMAT).orElse(UNSIGNED);
        if (sampleFormat != UNSIGNED && sampleFormat != UNDEFINED) {
            throw Unreadable.because("The TIFF picture has floating-point or signed pixels, whose black and white are"
                    + " not defined; save it with 8 or 16 bits per channel.");
        }
        long tile = page.number(TILE_WIDTH).orElse(0) * page.number(TILE_HEIGHT).orElse(0);
        if (tile > Math.max(MAX_TILE, width * height)) {
            throw Unreadable.damaged(ImageFormat.TIFF);
        }
        return new ImageHeader(ImageFormat.TIFF, (int) width, (int) height, page.orientation());
    }
}
