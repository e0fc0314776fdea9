package io.facet.models.image;

import java.nio.ByteBuffer;

/**
 * What the first bytes of an image file say, read without decoding a pixel.
 *
 * <p>Facet reads headers itself and not through {@code javax.imageio}: what is checked against the limits must be what
 * OpenCV is going to decode (the first page, the default image of an animation, the tiles of a TIFF, a tag that
 * stands there twice), and the walk also finds orientation, metadata that libpng complains about, and endless scans.
 *
 * @param format what the content is
 * @param width pixels as stored, before the orientation is applied
 * @param height pixels as stored
 * @param orientation EXIF orientation, 1 to 8; 5 to 8 swap the sides
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation) {

    public ImageHeader {
        if (width < 1 || height < 1) {
            throw Unreadable.because("The picture has no pixels: its header says %d x %d.".formatted(width, height));
        }
    }

    /**
     * Reads the header of a file.
     *
     * @param file the whole file, from 0 to the limit; not changed
     * @throws ImageException UNREADABLE if this is no picture that Facet reads, or its beginning is damaged
     */
    public static ImageHeader read(ByteBuffer file) {
        Bytes bytes = new Bytes(file);
        if (bytes.size() == 0) {
            throw Unreadable.because("The file is empty.");
        }
        return switch (format(bytes)) {
            case JPEG -> JpegStructure.read(bytes).header();
            case PNG -> PngStructure.read(bytes).header();
            case BMP -> BmpStructure.header(bytes);
            case WEBP -> WebpStructure.header(bytes);
            case TIFF -> TiffStructure.header(bytes);
        };
    }

    /** Width of the picture as people see it. */
    public int uprightWidth() {
        return orientation >= 5 ? height : width;
    }

    /** Height of the picture as people see it. */
    public int uprightHeight() {
        return orientation >= 5 ? width : height;
    }

    private static ImageFormat format(Bytes file) {
        if (file.has(0, "\u00ff\u00d8\u00ff")) {
            return ImageFormat.JPEG;
        }
        if (file.has(0, PngStructure.SIGNATURE)) {
            return ImageFormat.PNG;
        }
        if (file.has(0, "RIFF") && file.has(8, "WEBP")) {
            return ImageFormat.WEBP;
        }
        if (TiffDirectory.isTiff(file, 0)) {
            return ImageFormat.TIFF;
        }
        if (file.has(0, "BM")) {
            return ImageFormat.BMP;
        }
        throw ForeignContent.refuse(file);
    }
}
