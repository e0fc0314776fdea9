package io.facet.models.image;

import java.nio.ByteOrder;

/**
 * The segments of a JPEG file up to its first scan. Markers after ITU-T T.81 (JPEG), annex B; EXIF data stand in an
 * APP1 segment after the text "Exif" and two zeros (CIPA DC-008).
 *
 * @param header format, size and orientation
 * @param components colour components: 1 grey, 3 colour, 4 CMYK
 * @param progressive whether the picture is stored in several scans, each refining the whole
 * @param firstScan offset of the first scan's marker
 */
record JpegStructure(ImageHeader header, int components, boolean progressive, int firstScan) {
    static final String EXIF = "Exif\0\0";

    /**
     * Encoders write some ten scans, search for the best split with at most 64. Each scan costs a pass over the whole
     * picture however few bytes it has, so a file of nothing but scans would keep a thread busy for hours.
     */
    private static final int MAX_SCANS = 200;

    private static final int MARKER = 0xff;
    private static final int APP1 = 0xe1;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int PROGRESSIVE_FRAME = 0xc2;
    private static final int ARITHMETIC_PROGRESSIVE_FRAME = 0xca;

    static JpegStructure read(Bytes file) {
        int orientation = 1;
        int frame = 0;
        int frameAt = 0;
        int at = 2;
        while (true) {
            at = nextMarker(file, at);
            int marker = file.u8(at);
            at++;
            if (marker == SOS) {
                break;
            }
            if (marker == EOI || marker == SOI) {
                throw Unreadable.damaged(ImageFormat.JPEG);
            }
            if (standsAlone(marker)) {
                continue;
            }
            if (marker == APP1 && orientation == 1 && file.has(at + 2L, EXIF)) {
                orientation = TiffDirectory.orientationOf(file, at + 8L);
            } else if (isFrame(marker) && frame == 0) {
                frame = marker;
                frameAt = at;
            }
            at += segmentLength(file, at);
        }
        if (frame == 0) {
            throw Unreadable.damaged(ImageFormat.JPEG);
        }
        boolean progressive = frame == PROGRESSIVE_FRAME || frame == ARITHMETIC_PROGRESSIVE_FRAME;
        int components = file.u8(frameAt + 7L);
        return new JpegStructure(header(file, frameAt, orientation), components, progressive, at - 2);
    }

    /**
     * Walks through all scans to the end of the picture.
     *
     * @throws ImageException UNREADABLE if the end is missing, or there are absurdly many scans
     */
    void checkScans(Bytes file) {
        int scans = 0;
        int at = firstScan;
        while (true) {
            at = nextMarker(file, at);
            int marker = file.u8(at);
            at++;
            if (marker == EOI) {
                return;
            }
            if (marker == SOS && ++scans > MAX_SCANS) {
                throw Unreadable.because("The JPEG picture has more than " + MAX_SCANS
                        + " scans, which no encoder writes; save it again with another program.");
            }
            if (!standsAlone(marker)) {
                at += segmentLength(file, at);
            }
        }
    }

    private static ImageHeader header(Bytes file, int frame, int orientation) {
        if (file.u8(frame + 2L) != 8) {
            throw Unreadable.because("The JPEG picture has more than 8 bits per channel; save it as a PNG or with 8.");
        }
        int height = file.u16(frame + 3L, ByteOrder.BIG_ENDIAN);
        return new ImageHeader(ImageFormat.JPEG, file.u16(frame + 5L, ByteOrder.BIG_ENDIAN), height, orientation);
    }

    /** The offset of the byte that names the next marker: decoders skip what stands before one, and fill bytes. */
    private static int nextMarker(Bytes file, int from) {
        int at = from;
        while (file.u8(at) != MARKER) {
            at++;
        }
        while (file.u8(at) == MARKER) {
            at++;
        }
        return at;
    }

    private static int segmentLength(Bytes file, int at) {
        int length = file.u16(at, ByteOrder.BIG_ENDIAN);
        if (length < 2) {
            throw Unreadable.damaged(ImageFormat.JPEG);
        }
        return length;
    }

    /** Restart markers, TEM and stuffed zeros: they have no length. */
    private static boolean standsAlone(int marker) {
        return marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd7);
    }

    /** SOF0 to SOF15, without DHT, JPG and DAC that lie between them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
