package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facet.models.ModelException;
import io.facet.models.NumberType;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Interpolation;
import io.facet.models.catalogue.ImageInput.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessorTest {
    private static final double[] VGGFACE2_MEAN = {91.4953, 103.8827, 131.0912};

    @ParameterizedTest
    @CsvSource({"250,250", "301,247", "97,141", "640,480", "224,224", "41,50", "1,1", "3,500"})
    void vggface2IsShortSideCentreCropBlueGreenRedMinusMean(int width, int height) {
        ImageInput input = Inputs.vggface2().build();
        double scale = Math.max(224.0 / width, 224.0 / height);
        int resizedWidth = (int) Math.ceil(Math.min(width, 16 * height) * scale);
        int resizedHeight = (int) Math.ceil(Math.min(height, 16 * width) * scale);

        FloatBuffer tensor = preprocess(width, height, input);

        double sum = 0;
        for (int i = 0; i < input.floats(); i++) {
            int x = i / 3 % 224 + (resizedWidth - 224) / 2;
            int y = i / 3 / 224 + (resizedHeight - 224) / 2;
            double exact = bilinear(width, height, resizedWidth, resizedHeight, x, y, i % 3) - VGGFACE2_MEAN[i % 3];
            double error = Math.abs(tensor.get(i) - exact);
            assertThat(error).isLessThan(1.01);
            sum += error;
        }
        // OpenCV interpolates with 11 fractional bits and rounds to whole levels: a quarter of one on average.
        assertThat(sum / input.floats()).isLessThan(0.3);
    }

    @Test
    void squashTakesTheWholePicture() {
        FloatBuffer tensor =
                preprocess(300, 100, Inputs.of(30, 10).colours(Colours.RGB).build());

        assertThat(tensor.get(0)).isLessThan(10);
        assertThat(tensor.get(3 * 29)).isGreaterThan(240);
        assertThat(tensor.get(3 * (9 * 30) + 1)).isGreaterThan(230);
    }

    @Test
    void areaAveragesWhatLiesUnderAPixel() {
        Pixels source = Pixels.decode(Pictures.encode(Pictures.drawn(64, 48), "png"));
        FloatBuffer tensor = preprocess(
                64, 48, Inputs.of(16, 12).interpolation(Interpolation.AREA).build());

        for (int i = 0; i < 16 * 12; i++) {
            double sum = 0;
            for (int k = 0; k < 16; k++) {
                sum += source.rgb(i % 16 * 4 + k % 4, i / 16 * 4 + k / 4) & 0xff;
            }
            assertThat(tensor.get(3 * i)).as("blue of %d", i).isCloseTo((float) (sum / 16), within(0.51f));
        }
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void aPictureOfTheRightSizeIsNotChanged(Interpolation interpolation) {
        Pixels source = Pixels.decode(Pictures.encode(Pictures.drawn(40, 30), "png"));
        FloatBuffer tensor = preprocess(
                40, 30, Inputs.of(40, 30).interpolation(interpolation).build());

        for (int i = 0; i < source.bgr().length; i++) {
            assertThat(tensor.get(i)).isEqualTo(source.bgr()[i] & 0xff);
        }
    }

    @ParameterizedTest
    @CsvSource({"NHWC,RGB", "NHWC,BGR", "NCHW,RGB", "NCHW,BGR", "NHWC,GREY", "NCHW,GREY"})
    void valuesStandInTheOrderOfTheCardExactlyScaled(Layout layout, Colours colours) {
        double[] mean = {123.675, 116.28, 103.53};
        double[] std = {58.395, 57.12, 57.375};
        int channels = colours.channels();
        Inputs inputs = Inputs.of(31, 17).layout(layout).colours(colours);
        if (channels == 3) {
            inputs.mean(mean[0], mean[1], mean[2]).std(std[0], std[1], std[2]);
        } else {
            inputs.mean(mean[0]).std(std[0]);
        }
        Pixels source = Pixels.decode(Pictures.encode(Pictures.drawn(31, 17), "png"));

        FloatBuffer tensor = preprocess(31, 17, inputs.build());

        for (int i = 0; i < 31 * 17; i++) {
            for (int c = 0; c < channels; c++) {
                float actual = tensor.get(layout == Layout.NHWC ? i * channels + c : c * 31 * 17 + i);
                int level = level(source.rgb(i % 31, i / 31), colours, c);
                assertThat(actual).isEqualTo((float) ((level - mean[c]) / std[c]));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NHWC,RGB", "NCHW,BGR", "NCHW,GREY"})
    void modelsOfHalfPrecisionGetTheSameNumbersRounded(Layout layout, Colours colours) {
        ImageInput input = Inputs.of(12, 9).layout(layout).colours(colours).build();
        FloatBuffer full = preprocess(50, 30, input);
        ByteBuffer half = ByteBuffer.allocateDirect(2 * input.floats()).order(ByteOrder.nativeOrder());
        try (Preprocessor preprocessor = new Preprocessor(input, NumberType.FLOAT16);
                Mat image = decoded(50, 30)) {
            preprocessor.apply(image, half);
        }

        for (int i = 0; i < input.floats(); i++) {
            assertThat(half.getShort(2 * i)).isEqualTo(Float.floatToFloat16(full.get(i)));
        }
    }

    @Test
    void aPictureLikeALineIsCutToItsCentreFirst() {
        FloatBuffer tensor = preprocess(100_000, 1, Inputs.vggface2().build());

        // The centre of the line is half as red as its right end.
        assertThat(tensor.get(2) + VGGFACE2_MEAN[2]).isCloseTo(125, within(2.0));
    }

    @Test
    void theSameImageGivesTheSameTensorAfterAnother() {
        ImageInput input = Inputs.vggface2()
                .interpolation(Interpolation.BILINEAR_ANTIALIASED)
                .build();
        ByteBuffer first = tensor(input);
        ByteBuffer again = tensor(input);
        try (Preprocessor preprocessor = new Preprocessor(input, NumberType.FLOAT32);
                Mat small = decoded(90, 61);
                Mat large = decoded(700, 900)) {
            preprocessor.apply(small, first);
            preprocessor.apply(large, again);
            preprocessor.apply(small, again);
        }
        assertThat(again).isEqualTo(first);
    }

    @Test
    void onlyThePlaceOfTheImageIsWritten() {
        ImageInput input = Inputs.of(8, 8).layout(Layout.NCHW).build();
        ByteBuffer batch = ByteBuffer.allocateDirect(3 * 4 * input.floats()).order(ByteOrder.nativeOrder());
        try (Preprocessor preprocessor = new Preprocessor(input, NumberType.FLOAT32);
                Mat image = decoded(20, 20)) {
            preprocessor.apply(image, batch.slice(4 * input.floats(), 4 * input.floats()));
        }
        for (int i = 0; i < 3 * input.floats(); i++) {
            boolean inside = i / input.floats() == 1;
            if (!inside) {
                assertThat(batch.getFloat(4 * i)).isZero();
            }
        }
        assertThat(batch.getFloat(4 * (2 * input.floats() - 1))).isNotZero();
    }

    @Test
    void aCardWhoseNumbersMakeNoSenseIsRefused() {
        assertInvalid(Inputs.of(8, 8).mean(1.0, 2.0).build());
        assertInvalid(Inputs.of(8, 8).std(1.0, 0.0, 1.0).build());
        assertInvalid(Inputs.of(0, 8).build());
        assertInvalid(Inputs.of(100_000, 100_000).build());
    }

    private static void assertInvalid(ImageInput input) {
        assertThatThrownBy(() -> new Preprocessor(input, NumberType.FLOAT32).close())
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.CARD_INVALID));
    }

    private static int level(int rgb, Colours colours, int channel) {
        int red = rgb >> 16;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        return switch (colours) {
            case RGB -> new int[] {red, green, blue}[channel];
            case BGR -> new int[] {blue, green, red}[channel];
            // ITU-R BT.601 luma, in OpenCV's 15 fractional bits.
            case GREY -> (red * 9798 + green * 19235 + blue * 3735 + (1 << 14)) >> 15;
        };
    }

    /** Two by two neighbours at half-pixel centres, in double precision; channel 0 is blue. */
    private static double bilinear(int width, int height, int toWidth, int toHeight, int x, int y, int channel) {
        int cutWidth = Math.min(width, 16 * height);
        int cutHeight = Math.min(height, 16 * width);
        double sx = Math.clamp((x + 0.5) * cutWidth / toWidth - 0.5, 0, cutWidth - 1);
        double sy = Math.clamp((y + 0.5) * cutHeight / toHeight - 0.5, 0, cutHeight - 1);
        int x0 = (int) sx;
        int y0 = (int) sy;
        double fx = sx - x0;
        double fy = sy - y0;
        double value = 0;
        for (int k = 0; k < 4; k++) {
            int px = Math.min(x0 + k % 2, cutWidth - 1) + (width - cutWidth) / 2;
            int py = Math.min(y0 + k / 2, cutHeight - 1) + (height - cutHeight) / 2;
            int level = Pictures.colour(px, py, width, height) >> (8 * channel) & 0xff;
            value += level * (k % 2 == 0 ? 1 - fx : fx) * (k / 2 == 0 ? 1 - fy : fy);
        }
        return value;
    }

    private static FloatBuffer preprocess(int width, int height, ImageInput input) {
        ByteBuffer tensor = tensor(input);
        try (Preprocessor preprocessor = new Preprocessor(input, NumberType.FLOAT32);
                Mat image = decoded(width, height)) {
            preprocessor.apply(image, tensor);
        }
        return tensor.asFloatBuffer();
    }

    private static ByteBuffer tensor(ImageInput input) {
        return ByteBuffer.allocateDirect(4 * input.floats()).order(ByteOrder.nativeOrder());
    }

    private static Mat decoded(int width, int height) {
        byte[] png = Pictures.encode(Pictures.drawn(width, height), "png");
        return new ImageDecoder(ImageLimits.DEFAULT).decode(ByteBuffer.wrap(png));
    }
}
