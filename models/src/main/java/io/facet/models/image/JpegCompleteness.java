package io.facet.models.image;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStreamImpl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds JPEG files whose picture data end too early although the end marker is there, as repaired downloads and rescued
 * photos have it.
 *
 * <p>libjpeg fills up what is missing with middle grey and says so only on stderr, of which OpenCV keeps nothing. So a
 * decoded picture with exactly that grey in a corner is decoded once more by the JDK's own libjpeg, which hands its
 * warnings out. That costs about a millisecond for a portrait, for one picture in some hundreds.
 */
final class JpegCompleteness {

    /** What coefficients of zero decode to: the middle of 0..255. */
    private static final int FILL = 128;

    private static final int CMYK = 4;

    private JpegCompleteness() {}

    /**
     * Checks a decoded file.
     *
     * @param components colour components in the file
     * @param image the decoded picture, any way up, any reduction
     * @throws ImageException UNREADABLE if it is not complete
     */
    static void check(ByteBuffer file, int components, Mat image) {
        if (hasFilledCorner(image, components) && endsEarly(file)) {
            throw Unreadable.because("The picture is cut off: a part of its data is missing.");
        }
    }

    private static boolean hasFilledCorner(Mat image, int components) {
        BytePointer pixels = image.data();
        long right = 3L * (image.cols() - 1);
        long bottom = image.step() * (image.rows() - 1);
        return isFill(pixels, 0, components)
                || isFill(pixels, right, components)
                || isFill(pixels, bottom, components)
                || isFill(pixels, bottom + right, components);
    }

    private static boolean isFill(BytePointer pixels, long at, int components) {
        int blue = pixels.get(at) & 0xff;
        int green = pixels.get(at + 1) & 0xff;
        int red = pixels.get(at + 2) & 0xff;
        // What grey four inks give depends on the conversion; that it is grey does not.
        return blue == green && green == red && (components == CMYK || green == FILL);
    }

    private static boolean endsEarly(ByteBuffer file) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        if (!readers.hasNext()) {
            return false;
        }
        ImageReader reader = readers.next();
        AtomicBoolean early = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.contains("premature end")) {
                early.set(true);
            }
        });
        try (Input input = new Input(file)) {
            reader.setInput(input, true, true);
            ImageReadParam lastRow = reader.getDefaultReadParam();
            lastRow.setSourceRegion(new Rectangle(0, reader.getHeight(0) - 1, 1, 1));
            reader.readRaster(0, lastRow);
        } catch (IOException | RuntimeException e) {
            // A kind that the JDK cannot read, arithmetic coding say: nothing is known against the picture.
            return early.get();
        } finally {
            reader.dispose();
        }
        return early.get();
    }

    /** Reads the bytes where they lie. */
    private static final class Input extends ImageInputStreamImpl {
        private final ByteBuffer bytes;

        Input(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            bitOffset = 0;
            return streamPos < bytes.limit() ? bytes.get((int) streamPos++) & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            bitOffset = 0;
            int count = (int) Math.min(length, bytes.limit() - streamPos);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            bytes.get((int) streamPos, target, offset, count);
            streamPos += count;
            return count;
        }

        @Override
        public long length() {
            return bytes.limit();
        }
    }
}
