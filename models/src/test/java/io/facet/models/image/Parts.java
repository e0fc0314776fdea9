package io.facet.models.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Pieces of picture files, put together by hand. */
public final class Parts {
    private Parts() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] insert(byte[] file, int at, byte[] part) {
        return join(Arrays.copyOf(file, at), part, Arrays.copyOfRange(file, at, file.length));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A JPEG segment with EXIF data. */
    static byte[] exifSegment(byte[] exif) {
        return ByteBuffer.allocate(10 + exif.length)
                .putShort((short) 0xffe1)
                .putShort((short) (8 + exif.length))
                .put(ascii("Exif\0\0"))
                .put(exif)
                .array();
    }

    /** A PNG chunk with its checksum. */
    static byte[] chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(ascii(type));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(ascii(type))
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A PNG header: size, bits per channel, colour type 0 grey, 2 RGB. */
    static byte[] pngHeader(int width, int height, int bits, int colourType) {
        byte[] data = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colourType)
                .array();
        return join(ascii(PngStructure.SIGNATURE), chunk("IHDR", data));
    }

    static byte[] deflate(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(data);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A black PNG of 1 bit per pixel, whose zeros are never held in memory. */
    public static byte[] blackPng(int width, int height) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] row = new byte[1 + (width + 7) / 8];
        byte[] out = new byte[1 << 16];
        for (int y = 0; y < height; y++) {
            deflater.setInput(row);
            while (!deflater.needsInput()) {
                data.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            data.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        return join(pngHeader(width, height, 1, 0), chunk("IDAT", data.toByteArray()), chunk("IEND", new byte[0]));
    }

    /** A WebP file with a canvas and EXIF data around the picture of a simple one. */
    static byte[] extendedWebp(byte[] simple, int width, int height, byte[] exif) {
        byte[] picture = Arrays.copyOfRange(simple, 12, simple.length);
        if (new String(picture, 0, 4, StandardCharsets.ISO_8859_1).equals("VP8X")) {
            throw new IllegalArgumentException("already extended");
        }
        byte[] canvas = {8, 0, 0, 0, (byte) (width - 1), 0, 0, (byte) (height - 1), 0, 0};
        byte[] body = join(ascii("WEBP"), riff("VP8X", canvas), picture, riff("EXIF", exif));
        return riff("RIFF", body);
    }

    private static byte[] riff(String type, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + (data.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(type))
                .putInt(data.length)
                .put(data)
                .array();
    }
}
