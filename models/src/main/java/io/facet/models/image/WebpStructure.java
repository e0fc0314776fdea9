package io.facet.models.image;

import java.nio.ByteOrder;

/**
 * The header of a WebP file, after RFC 9649: a RIFF container whose first chunk is a lossy picture (VP8), a lossless
 * one (VP8L), or the canvas of an extended file (VP8X) that may also hold EXIF data.
 */
final class WebpStructure {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;

    private WebpStructure() {}

    static ImageHeader header(Bytes file) {
        long end = 8 + file.u32(4, ByteOrder.LITTLE_ENDIAN);
        if (end > file.size()) {
            throw Unreadable.cutOff(file.size(), end);
        }
        int data = FIRST_CHUNK + CHUNK_HEADER;
        if (file.has(FIRST_CHUNK, "VP8 ")) {
            // Frame tag (3 bytes), start code (3 bytes), then 14 bits each; the two bits above are a scale for display.
            int width = file.u16(data + 6L, ByteOrder.LITTLE_ENDIAN) & 0x3fff;
            return header(width, file.u16(data + 8L, ByteOrder.LITTLE_ENDIAN) & 0x3fff, 1);
        }
        if (file.has(FIRST_CHUNK, "VP8L")) {
            // One byte of signature, then 14 bits each for width - 1 and height - 1.
            long bits = file.u32(data + 1L, ByteOrder.LITTLE_ENDIAN);
            return header((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1, 1);
        }
        if (file.has(FIRST_CHUNK, "VP8X")) {
            return header(file.u24Little(data + 4L) + 1, file.u24Little(data + 7L) + 1, orientation(file, end));
        }
        throw Unreadable.damaged(ImageFormat.WEBP);
    }

    private static ImageHeader header(int width, int height, int orientation) {
        return new ImageHeader(ImageFormat.WEBP, width, height, orientation);
    }

    private static int orientation(Bytes file, long end) {
        long at = FIRST_CHUNK;
        while (at + CHUNK_HEADER <= end) {
            if (file.has(at, "EXIF")) {
                long exif = at + CHUNK_HEADER;
                // Some writers keep the prefix that only JPEG needs.
                return TiffDirectory.orientationOf(file, file.has(exif, JpegStructure.EXIF) ? exif + 6 : exif);
            }
            long length = file.u32(at + 4, ByteOrder.LITTLE_ENDIAN);
            at += CHUNK_HEADER + length + (length & 1);
        }
        return 1;
    }
}
