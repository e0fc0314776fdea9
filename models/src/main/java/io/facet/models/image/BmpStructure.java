package io.facet.models.image;

import java.nio.ByteOrder;

/**
 * The header of a BMP file: 14 bytes of file header, then the size of the information header, width and height.
 * Layout after Microsoft's BITMAPFILEHEADER, BITMAPCOREHEADER and BITMAPINFOHEADER.
 */
final class BmpStructure {
    private static final int CORE_HEADER = 12;

    private BmpStructure() {}

    static ImageHeader header(Bytes file) {
        long headerSize = file.u32(14, ByteOrder.LITTLE_ENDIAN);
        if (headerSize == CORE_HEADER) {
            int width = file.u16(18, ByteOrder.LITTLE_ENDIAN);
            return new ImageHeader(ImageFormat.BMP, width, file.u16(20, ByteOrder.LITTLE_ENDIAN), 1);
        }
        int width = (int) file.u32(18, ByteOrder.LITTLE_ENDIAN);
        int height = (int) file.u32(22, ByteOrder.LITTLE_ENDIAN);
        if (height == Integer.MIN_VALUE) {
            throw Unreadable.damaged(ImageFormat.BMP);
        }
        // A negative height only says that the top row comes first.
        return new ImageHeader(ImageFormat.BMP, width, Math.abs(height), 1);
    }
}
