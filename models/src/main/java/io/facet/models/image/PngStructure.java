package io.facet.models.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, after the PNG specification (W3C, third edition), section 5.
 *
 * @param header format, size and orientation (from an eXIf chunk)
 * @param end offset behind the last chunk
 * @param essential whether the file holds nothing but the chunks that make the picture
 */
record PngStructure(ImageHeader header, int end, boolean essential) {
    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final int FIRST_CHUNK = 8;
    private static final int AROUND_DATA = 12;

    /**
     * What the decoder is shown. The rest cannot change a pixel of the picture, but libpng writes warnings about it to
     * stderr (colour profiles, broken text), unpacks it, and takes the frames of an animation apart.
     */
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "eXIf", "IDAT", "IEND");

    static PngStructure read(Bytes file) {
        int orientation = 1;
        boolean essential = true;
        long at = FIRST_CHUNK;
        if (!file.has(at + 4, "IHDR")) {
            throw Unreadable.damaged(ImageFormat.PNG);
        }
        long width = file.u32(at + 8, ByteOrder.BIG_ENDIAN);
        long height = file.u32(at + 12, ByteOrder.BIG_ENDIAN);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Unreadable.damaged(ImageFormat.PNG);
        }
        while (true) {
            long next = at + AROUND_DATA + file.u32(at, ByteOrder.BIG_ENDIAN);
            String type = file.text(at + 4, 4);
            if (next > file.size()) {
                throw Unreadable.cutOff();
            }
            essential &= ESSENTIAL.contains(type);
            if (type.equals("eXIf")) {
                orientation = TiffDirectory.orientationOf(file, at + 8);
            }
            at = next;
            if (type.equals("IEND")) {
                ImageHeader header = new ImageHeader(ImageFormat.PNG, (int) width, (int) height, orientation);
                return new PngStructure(header, (int) at, essential);
            }
        }
    }

    /**
     * Checks the checksums of the essential chunks, so that a damaged file is found here and not by libpng, which
     * complains on stderr.
     *
     * @throws ImageException UNREADABLE
     */
    void checkSums(Bytes file) {
        int at = FIRST_CHUNK;
        while (at < end) {
            int length = (int) file.u32(at, ByteOrder.BIG_ENDIAN);
            if (ESSENTIAL.contains(file.text(at + 4L, 4))) {
                CRC32 crc = new CRC32();
                crc.update(file.buffer().slice(at + 4, 4 + length));
                if (crc.getValue() != file.u32(at + 8L + length, ByteOrder.BIG_ENDIAN)) {
                    throw Unreadable.damaged(ImageFormat.PNG);
                }
            }
            at += AROUND_DATA + length;
        }
    }

    /** Copies the signature and the essential chunks; the target has room for {@link #end} bytes. */
    void copyEssential(ByteBuffer file, ByteBuffer target) {
        target.put(file.slice(0, FIRST_CHUNK));
        Bytes bytes = new Bytes(file);
        int at = FIRST_CHUNK;
        while (at < end) {
            int length = AROUND_DATA + (int) bytes.u32(at, ByteOrder.BIG_ENDIAN);
            if (ESSENTIAL.contains(bytes.text(at + 4L, 4))) {
                target.put(file.slice(at, length));
            }
            at += length;
        }
    }
}
