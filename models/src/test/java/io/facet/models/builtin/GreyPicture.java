package io.facet.models.builtin;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures as the card of builtin-512 asks for them: grey, squashed to 64 x 64 with INTER_AREA. */
final class GreyPicture {
    private GreyPicture() {}

    static float[] of(Path file) {
        try (Mat grey = imread(file.toString(), IMREAD_GRAYSCALE)) {
            return squashed(grey);
        }
    }

    static float[] of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] rgb = picture.getRGB(0, 0, width, height, null, 0, width);
        byte[] grey = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int c = rgb[i];
            grey[i] = (byte) Math.round(0.299 * (c >> 16 & 255) + 0.587 * (c >> 8 & 255) + 0.114 * (c & 255));
        }
        return of(grey, width, height);
    }

    static float[] of(byte[] grey, int width, int height) {
        try (Mat mat = new Mat(height, width, CV_8UC1)) {
            mat.data().put(grey);
            return squashed(mat);
        }
    }

    private static float[] squashed(Mat grey) {
        try (Mat small = new Mat();
                Size size = new Size(Builtin512.SIDE, Builtin512.SIDE)) {
            resize(grey, small, size, 0, 0, INTER_AREA);
            byte[] bytes = new byte[Builtin512.SIDE * Builtin512.SIDE];
            small.data().get(bytes);
            float[] out = new float[bytes.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = bytes[i] & 255;
            }
            return out;
        }
    }
}
