package io.facet.models.image;

import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * The first directory of a TIFF structure: of a TIFF file, or of the EXIF data inside other formats.
 *
 * <p>Layout after TIFF revision 6.0 (Adobe, 1992), section 2: byte order mark, 42, offset of the directory; then the
 * number of entries and 12 bytes for each: tag, type, count, value or its offset.
 */
final class TiffDirectory {
    static final int ORIENTATION = 274;

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY = 12;

    private final Bytes file;
    private final ByteOrder order;
    private final long start;
    private final long entries;
    private final int count;

    /**
     * Opens the structure that starts at an offset of the file.
     *
     * @throws ImageException UNREADABLE if it is none or is cut off
     */
    TiffDirectory(Bytes file, long start) {
        this.file = file;
        this.start = start;
        order = file.has(start, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        if (!isTiff(file, start)) {
            throw Unreadable.damaged(ImageFormat.TIFF);
        }
        long directory = start + file.u32(start + 4, order);
        count = file.u16(directory, order);
        entries = directory + 2;
    }

    static boolean isTiff(Bytes file, long at) {
        return file.has(at, "II*\0") || file.has(at, "MM\0*");
    }

    /** The single number of a tag; of several numbers the first. */
    OptionalLong number(int tag) {
        OptionalLong found = OptionalLong.empty();
        for (int i = 0; i < count; i++) {
            long entry = entries + (long) i * ENTRY;
            if (file.u16(entry, order) == tag) {
                if (found.isPresent()) {
                    // Decoders differ on which of two counts, so the limits could be checked against the wrong one.
                    throw Unreadable.damaged(ImageFormat.TIFF);
                }
                found = OptionalLong.of(value(entry));
            }
        }
        return found;
    }

    /** The orientation, 1 to 8; 1 if none is given. */
    int orientation() {
        long orientation = number(ORIENTATION).orElse(1);
        return orientation >= 1 && orientation <= 8 ? (int) orientation : 1;
    }

    private long value(long entry) {
        int type = file.u16(entry + 2, order);
        long values = file.u32(entry + 4, order);
        return switch (type) {
            case BYTE -> file.u8(values <= 4 ? entry + 8 : start + file.u32(entry + 8, order));
            case SHORT -> file.u16(values <= 2 ? entry + 8 : start + file.u32(entry + 8, order), order);
            case LONG -> file.u32(values <= 1 ? entry + 8 : start + file.u32(entry + 8, order), order);
            default -> throw Unreadable.damaged(ImageFormat.TIFF);
        };
    }

    /**
     * The orientation in EXIF data somewhere in a picture; 1 where the data make no sense, since a picture with
     * broken metadata is still a picture.
     */
    static int orientationOf(Bytes file, long start) {
        try {
            return new TiffDirectory(file, start).orientation();
        } catch (ImageException e) {
            return 1;
        }
    }
}
