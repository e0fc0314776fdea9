package io.facet.models.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures that tests draw, encoded in every format that Facet reads. */
public final class Pictures {
    private Pictures() {}

    /** A smooth picture with detail in blue; every corner has its own colour. */
    public static BufferedImage drawn(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour(x, y, width, height));
            }
        }
        return image;
    }

    public static BufferedImage drawn(int width, int height) {
        return drawn(width, height, BufferedImage.TYPE_INT_RGB);
    }

    /** 0xffRRGGBB of a pixel of {@link #drawn}. */
    static int colour(int x, int y, int width, int height) {
        int red = 250 * x / Math.max(1, width - 1);
        int green = 250 * y / Math.max(1, height - 1);
        int blue = (x * 7 + y * 13) % 64 * 3;
        return 0xff << 24 | red << 16 | green << 8 | blue;
    }

    public static byte[] encode(BufferedImage image, String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Quality 0.9; progressive on request. */
    public static byte[] jpeg(BufferedImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0.9f);
        param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        return write(writer, new IIOImage(image, null, null), param);
    }

    /** One colour in four inks, stored inverted with Adobe's marker, as Photoshop does it. */
    public static byte[] cmykJpeg(int width, int height, int cyan, int magenta, int yellow, int black) {
        var raster = java.awt.image.Raster.createInterleavedRaster(
                java.awt.image.DataBuffer.TYPE_BYTE, width, height, 4, null);
        int[] pixel = {255 - cyan, 255 - magenta, 255 - yellow, 255 - black};
        for (int i = 0; i < width * height; i++) {
            raster.setPixel(i % width, i / width, pixel);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        byte[] jpeg = write(writer, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return Parts.insert(jpeg, 2, adobe);
    }

    public static byte[] webp(BufferedImage image, boolean lossless) {
        OpenCv.load();
        byte[] png = encode(image, "png");
        try (BytePointer content = new BytePointer(png);
                Mat file = new Mat(1, png.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, content);
                Mat pixels = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_UNCHANGED);
                BytePointer out = new BytePointer();
                IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, lossless ? 101 : 80)) {
            opencv_imgcodecs.imencode(".webp", pixels, out, options);
            byte[] webp = new byte[(int) out.limit()];
            out.get(webp);
            return webp;
        }
    }

    /** An uncompressed RGB TIFF whose directory comes first. */
    static byte[] tiff(BufferedImage image, int orientation) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            int rgb = image.getRGB(i % width, i / width);
            pixels[3 * i] = (byte) (rgb >> 16);
            pixels[3 * i + 1] = (byte) (rgb >> 8);
            pixels[3 * i + 2] = (byte) rgb;
        }
        return new Tiff()
                .number(256, width)
                .number(257, height)
                .number(258, 8)
                .number(259, 1)
                .number(262, 2)
                .strip(273)
                .number(274, orientation)
                .number(277, 3)
                .number(278, height)
                .number(279, pixels.length)
                .bytes(pixels);
    }

    /** The formats, each with an ordinary picture in it. */
    public static byte[] file(ImageFormat format, BufferedImage image) {
        return switch (format) {
            case JPEG -> jpeg(image, false);
            case PNG -> encode(image, "png");
            case BMP -> encode(image, "bmp");
            case WEBP -> webp(image, false);
            case TIFF -> tiff(image, 1);
        };
    }

    /** The same picture with an EXIF orientation, in the way of its format. */
    public static byte[] withOrientation(ImageFormat format, BufferedImage image, int orientation) {
        byte[] exif = new Tiff().number(274, orientation).bytes(new byte[0]);
        return switch (format) {
            case JPEG -> Parts.insert(jpeg(image, false), 2, Parts.exifSegment(exif));
            case PNG -> Parts.insert(encode(image, "png"), 33, Parts.chunk("eXIf", exif));
            case WEBP -> Parts.extendedWebp(webp(image, true), image.getWidth(), image.getHeight(), exif);
            case TIFF -> tiff(image, orientation);
            case BMP -> throw new IllegalArgumentException("BMP has no EXIF data");
        };
    }

    static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length)
                .order(ByteOrder.nativeOrder())
                .put(bytes)
                .flip();
    }

    static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    static ImageTypeSpecifier typeOf(ColorModel model) {
        return new ImageTypeSpecifier(model, model.createCompatibleSampleModel(1, 1));
    }

    private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam param) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
