package io.facet.models.image;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A decoded picture on the heap. */
final class Pixels {
    private final int width;
    private final int height;
    private final byte[] bgr;

    private Pixels(int width, int height, byte[] bgr) {
        this.width = width;
        this.height = height;
        this.bgr = bgr;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    byte[] bgr() {
        return bgr;
    }

    /** Decodes with the limits that users have unless they say otherwise. */
    static Pixels decode(byte[] file) {
        return decode(Pictures.direct(file));
    }

    static Pixels decode(ByteBuffer file) {
        try (Mat image = new ImageDecoder(ImageLimits.DEFAULT).decode(file)) {
            return of(image);
        }
    }

    static Pixels of(Mat image) {
        byte[] bgr = new byte[image.rows() * image.cols() * 3];
        for (int y = 0; y < image.rows(); y++) {
            image.ptr(y).get(bgr, y * image.cols() * 3, image.cols() * 3);
        }
        return new Pixels(image.cols(), image.rows(), bgr);
    }

    /** 0xRRGGBB. */
    int rgb(int x, int y) {
        int at = 3 * (y * width + x);
        return (bgr[at + 2] & 0xff) << 16 | (bgr[at + 1] & 0xff) << 8 | (bgr[at] & 0xff);
    }
}
