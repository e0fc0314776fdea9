package io.facet.models.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Finds out which picture formats work on this computer, by writing and reading one of each. */
public final class FormatProbe {
    private static final List<String> FORMATS = List.of("jpg", "png", "bmp", "webp", "tif");

    private FormatProbe() {}

    /**
     * The endings of the formats that work.
     *
     * @throws LinkageError if OpenCV cannot be loaded at all
     */
    public static List<String> run() {
        OpenCv.load();
        List<String> working = new ArrayList<>();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        for (String format : FORMATS) {
            if (works(format, decoder)) {
                working.add(format);
            }
        }
        return working;
    }

    private static boolean works(String format, ImageDecoder decoder) {
        try (Scalar grey = Scalar.all(127);
                Mat picture = new Mat(16, 16, opencv_core.CV_8UC3, grey);
                BytePointer encoded = new BytePointer()) {
            if (!opencv_imgcodecs.imencode("." + format, picture, encoded)) {
                return false;
            }
            byte[] bytes = bytes(encoded);
            try (Mat read = decoder.decode(ByteBuffer.wrap(bytes))) {
                return read.rows() == 16 && read.cols() == 16;
            }
        } catch (ImageException e) {
            return false;
        }
    }

    private static byte[] bytes(BytePointer encoded) {
        byte[] bytes = new byte[(int) encoded.limit()];
        encoded.get(bytes);
        return bytes;
    }
}
