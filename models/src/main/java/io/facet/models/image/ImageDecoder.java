package io.facet.models.image;

import io.facet.models.catalogue.ImageInput;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns the bytes of an image file into pixels: 8 bits per channel, blue-green-red, upright. Thread-safe: it keeps
 * nothing between calls.
 *
 * <p>What an image becomes, whatever its format:
 * <ul>
 *   <li>Grey is spread over three channels, palettes are looked up, CMYK is converted.
 *   <li>16 bits per channel become 8 by dropping the lower ones.
 *   <li>Alpha is dropped, not blended: cv2.imread and Pillow's convert("RGB") do the same, so embeddings agree with
 *       those of the models' own tools. (libtiff blends a TIFF with black first.)
 *   <li>The EXIF orientation is applied, once: by OpenCV, in every format.
 *   <li>Of several pages or frames the first counts.
 * </ul>
 * A file that ends too early is refused, although decoders would fill up the missing part with grey: half a face
 * would pass as a face.
 */
public final class ImageDecoder {
    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
        OpenCv.load();
    }

    /**
     * Decodes every pixel.
     *
     * @param file the whole file, from 0 to the limit; not changed. No copy is made of a direct buffer
     * @return rows x columns, CV_8UC3 in the order blue, green, red; the caller closes it
     * @throws ImageException if this is no readable picture, or it is over the limits
     * @throws IllegalStateException if this computer lacks the memory
     */
    public Mat decode(ByteBuffer file) {
        return decode(file, 0, 0);
    }

    /** Like {@link #decode(ByteBuffer)}, but a JPEG may come smaller as far as the input allows it. */
    public Mat decode(ByteBuffer file, ImageInput input) {
        return decode(file, input.scaledDecode() * input.width(), input.scaledDecode() * input.height());
    }

    private Mat decode(ByteBuffer file, int leastWidth, int leastHeight) {
        limits.checkBytes(file.limit());
        ImageHeader header = ImageHeader.read(file);
        limits.checkPixels(header.width(), header.height());
        return switch (header.format()) {
            case JPEG -> decodeJpeg(file, header, leastWidth, leastHeight);
            case PNG -> decodePng(file, header);
            case BMP, WEBP, TIFF -> decode(file, header, 1);
        };
    }

    private static Mat decodeJpeg(ByteBuffer file, ImageHeader header, int leastWidth, int leastHeight) {
        Bytes bytes = new Bytes(file);
        JpegStructure structure = JpegStructure.read(bytes);
        if (structure.progressive()) {
            structure.checkScans(bytes);
        }
        Mat image = decode(file, header, reduction(header, leastWidth, leastHeight));
        try {
            JpegCompleteness.check(file, structure.components(), image);
            return image;
        } catch (ImageException e) {
            image.close();
            throw e;
        }
    }

    private static Mat decodePng(ByteBuffer file, ImageHeader header) {
        Bytes bytes = new Bytes(file);
        PngStructure structure = PngStructure.read(bytes);
        structure.checkSums(bytes);
        if (structure.essential()) {
            return decode(file, header, 1);
        }
        try (BytePointer essential = new BytePointer(structure.end())) {
            ByteBuffer target = essential.asByteBuffer();
            structure.copyEssential(file, target);
            return decode(target.flip(), header, 1);
        }
    }

    /** The strongest of libjpeg's reductions that leaves both sides at least that long; 1 for none. */
    private static int reduction(ImageHeader header, int leastWidth, int leastHeight) {
        if (leastWidth == 0 || leastHeight == 0) {
            return 1;
        }
        for (int by = 8; by > 1; by /= 2) {
            if (Math.ceilDiv(header.uprightWidth(), by) >= leastWidth
                    && Math.ceilDiv(header.uprightHeight(), by) >= leastHeight) {
                return by;
            }
        }
        return 1;
    }

    private static Mat decode(ByteBuffer file, ImageHeader header, int reduction) {
        // Of a direct buffer this pointer takes the address, of any other a copy.
        try (BytePointer content = new BytePointer(file.slice(0, file.limit()));
                Mat row = new Mat(1, file.limit(), opencv_core.CV_8UC1, content)) {
            Mat image = decode(row, header.format(), reduction);
            if (hasSizeOf(header, reduction, image)) {
                return image;
            }
            image.close();
            throw explain(file, header);
        } finally {
            Reference.reachabilityFence(file);
        }
    }

    private static Mat decode(Mat file, ImageFormat format, int reduction) {
        int flag = switch (reduction) {
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
            case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
            default -> opencv_imgcodecs.IMREAD_COLOR;
        };
        try {
            return opencv_imgcodecs.imdecode(file, flag);
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("Insufficient memory")) {
                throw new IllegalStateException("not enough memory to decode a picture", e);
            }
            throw Unreadable.damaged(format);
        }
    }

    private static ImageException explain(ByteBuffer file, ImageHeader header) {
        if (header.format() == ImageFormat.JPEG) {
            Bytes bytes = new Bytes(file);
            try {
                JpegStructure.read(bytes).checkScans(bytes);
            } catch (ImageException e) {
                return e;
            }
        }
        return Unreadable.damaged(header.format());
    }

    /** Whether the decoder saw the picture that the limits were checked against. */
    private static boolean hasSizeOf(ImageHeader header, int reduction, Mat image) {
        int width = Math.ceilDiv(header.uprightWidth(), reduction);
        int height = Math.ceilDiv(header.uprightHeight(), reduction);
        // Broken EXIF data may be read differently here and there: either way up is the same picture.
        boolean upright = image.cols() == width && image.rows() == height;
        boolean lying = image.cols() == height && image.rows() == width;
        return image.type() == opencv_core.CV_8UC3 && (upright || lying);
    }
}
