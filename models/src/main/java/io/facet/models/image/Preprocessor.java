package io.facet.models.image;

import io.facet.models.ModelException;
import io.facet.models.NumberType;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Layout;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Turns a decoded picture into the floats that a model takes, as its card describes them.
 *
 * <p>A pixel value has 256 possible floats per channel, computed once in double precision as
 * {@code (value - mean) / std} and looked up: so the tensor of an image is the same on every processor.
 *
 * <p>Not thread-safe: it owns scratch memory, which {@link #close} frees. The owner closes it.
 */
public final class Preprocessor implements AutoCloseable {
    private static final int LEVELS = 256;

    private final ImageInput input;
    private final NumberType numbers;
    private final TriangleResampler triangle = new TriangleResampler();
    private final Size size;
    private final Mat resized = new Mat();
    private final Mat recoloured = new Mat();
    private final Mat plane = new Mat();
    /** NHWC: one table of all channels. NCHW: one table per channel. */
    private final List<Mat> tables = new ArrayList<>();

    /**
     * Prepares the tables for a card's input.
     *
     * @param numbers what the model takes
     * @throws ModelException CARD_INVALID if the card's numbers make no sense
     */
    public Preprocessor(ImageInput input, NumberType numbers) {
        OpenCv.load();
        check(input);
        this.input = input;
        this.numbers = numbers;
        size = new Size(input.width(), input.height());
        int channels = input.colours().channels();
        if (input.layout() == Layout.NHWC) {
            tables.add(table(0, channels));
        } else {
            for (int c = 0; c < channels; c++) {
                tables.add(table(c, 1));
            }
        }
    }

    /**
     * Writes the tensor of one image.
     *
     * @param image rows x columns of any size, CV_8UC3, blue-green-red; not changed
     * @param tensor direct buffer; the numbers of {@code input.floats()} are written from index 0, in native byte order
     */
    public void apply(Mat image, ByteBuffer tensor) {
        int bytes = numbers.bytes() * input.floats();
        if (!tensor.isDirect() || tensor.limit() < bytes) {
            throw new IllegalArgumentException("the tensor needs a direct buffer of " + bytes + " bytes");
        }
        Framing framing = Framing.of(image.cols(), image.rows(), input);
        try (BytePointer memory = new BytePointer(tensor)) {
            if (input.interpolation() == ImageInput.Interpolation.BILINEAR_ANTIALIASED) {
                resized.create(input.height(), input.width(), opencv_core.CV_8UC3);
                triangle.resample(image, framing, resized);
                write(resized, memory);
            } else {
                try (Rect kept = new Rect(framing.cropX(), framing.cropY(), input.width(), input.height());
                        Mat pixels = new Mat(resize(image, framing), kept)) {
                    write(pixels, memory);
                }
            }
        } finally {
            Reference.reachabilityFence(tensor);
        }
    }

    @Override
    public void close() {
        tables.forEach(Mat::close);
        List.of(resized, recoloured, plane).forEach(Mat::close);
        size.close();
    }

    private Mat resize(Mat image, Framing framing) {
        int how = input.interpolation() == ImageInput.Interpolation.AREA
                ? opencv_imgproc.INTER_AREA
                : opencv_imgproc.INTER_LINEAR;
        try (Rect part = new Rect(framing.x(), framing.y(), framing.width(), framing.height());
                Mat source = new Mat(image, part);
                Size target = new Size(framing.resizedWidth(), framing.resizedHeight())) {
            opencv_imgproc.resize(source, resized, target, 0, 0, how);
        }
        return resized;
    }

    /** Pixels in blue-green-red to the tensor's memory. */
    private void write(Mat pixels, BytePointer memory) {
        if (input.colours() == Colours.GREY) {
            opencv_imgproc.cvtColor(pixels, recoloured, opencv_imgproc.COLOR_BGR2GRAY);
            writeInterleaved(recoloured, memory);
        } else if (input.layout() == Layout.NCHW) {
            writePlanes(pixels, memory);
        } else if (input.colours() == Colours.RGB) {
            opencv_imgproc.cvtColor(pixels, recoloured, opencv_imgproc.COLOR_BGR2RGB);
            writeInterleaved(recoloured, memory);
        } else {
            writeInterleaved(pixels, memory);
        }
    }

    private void writeInterleaved(Mat pixels, BytePointer memory) {
        try (Mat tensor = tensor(input.colours().channels(), memory)) {
            opencv_core.LUT(pixels, tables.getFirst(), tensor);
        }
    }

    private void writePlanes(Mat pixels, BytePointer memory) {
        long floats = (long) input.width() * input.height();
        for (int c = 0; c < tables.size(); c++) {
            int source = input.colours() == Colours.RGB ? tables.size() - 1 - c : c;
            opencv_core.extractChannel(pixels, plane, source);
            try (BytePointer part = memory.getPointer(numbers.bytes() * floats * c);
                    Mat tensor = tensor(1, part)) {
                opencv_core.LUT(plane, tables.get(c), tensor);
            }
        }
    }

    /** The tensor's memory as a Mat of the size and type that LUT writes, so that it does not allocate its own. */
    private Mat tensor(int channels, BytePointer memory) {
        return new Mat(input.height(), input.width(), type(channels), memory);
    }

    /** LUT moves the bits of an fp16 number like those of any 16-bit one. */
    private int type(int channels) {
        return switch (numbers) {
            case FLOAT32 -> opencv_core.CV_32FC(channels);
            case FLOAT16 -> opencv_core.CV_16SC(channels);
        };
    }

    private Mat table(int firstChannel, int channels) {
        Mat table = new Mat(1, LEVELS, type(channels));
        ByteBuffer values = table.data()
                .capacity((long) LEVELS * channels * numbers.bytes())
                .asByteBuffer();
        for (int level = 0; level < LEVELS; level++) {
            for (int c = firstChannel; c < firstChannel + channels; c++) {
                float value =
                        (float) ((level - input.mean().get(c)) / input.std().get(c));
                switch (numbers) {
                    case FLOAT32 -> values.putFloat(value);
                    case FLOAT16 -> values.putShort(Float.floatToFloat16(value));
                }
            }
        }
        return table;
    }

    private static void check(ImageInput input) {
        int channels = input.colours().channels();
        if (input.width() < 1 || input.height() < 1 || (long) input.width() * input.height() > 1 << 24) {
            throw invalid("an input of %d x %d pixels".formatted(input.width(), input.height()));
        }
        if (input.mean().size() != channels
                || input.std().size() != channels
                || input.std().contains(0.0)) {
            throw invalid("a mean or standard deviation that does not fit " + input.colours());
        }
    }

    private static ModelException invalid(String what) {
        return new ModelException(ModelException.Code.CARD_INVALID, "The model's card has " + what + "; correct it.");
    }
}
