package io.facet.app.dist;

import io.facet.models.image.OpenCv;
import io.facet.models.runtime.OnnxRuntime;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Uses every native library that the distribution carries for the processor, and says what it saw. */
final class NativesProgram {
    private NativesProgram() {}

    public static void main(String[] arguments) {
        OpenCv.load();
        try (Mat picture = new Mat(30, 40, opencv_core.CV_8UC3, new Scalar(0, 128, 255, 0))) {
            for (String format : List.of(".jpg", ".png", ".webp", ".tiff", ".bmp")) {
                System.out.println(format + " " + thereAndBack(picture, format));
            }
        }
        System.out.println("onnxruntime " + OnnxRuntime.load().version());
        // As if killed: nothing may be left to tidy up.
        Runtime.getRuntime().halt(0);
    }

    private static String thereAndBack(Mat picture, String format) {
        try (BytePointer bytes = new BytePointer();
                Mat resized = new Mat()) {
            opencv_imgcodecs.imencode(format, picture, bytes);
            try (Mat content = new Mat(bytes);
                    Mat decoded = opencv_imgcodecs.imdecode(content, opencv_imgcodecs.IMREAD_COLOR);
                    Size size = new Size(20, 15)) {
                opencv_imgproc.resize(decoded, resized, size);
                return decoded.cols() + "x" + decoded.rows() + " to " + resized.cols() + "x" + resized.rows();
            }
        }
    }
}
