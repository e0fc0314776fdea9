package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facet.models.catalogue.ImageInput;
import io.facet.models.image.ImageException.Reason;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void everyFormatGivesThePictureUprightInBlueGreenRed(ImageFormat format) {
        Pixels pixels = Pixels.decode(Pictures.file(format, Pictures.drawn(61, 40)));

        assertThat(pixels.width()).isEqualTo(61);
        assertThat(pixels.height()).isEqualTo(40);
        assertThat(pixels.rgb(60, 0) >> 16).as("red at the upper right").isCloseTo(250, within(12));
        assertThat(pixels.rgb(0, 39) >> 8 & 0xff).as("green at the lower left").isCloseTo(250, within(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif"})
    void losslessFormatsKeepEveryPixel(String format) {
        Pixels pixels = Pixels.decode(Pictures.encode(Pictures.drawn(33, 21), format));

        for (int i = 0; i < 33 * 21; i++) {
            int expected = Pictures.colour(i % 33, i / 33, 33, 21) & 0xffffff;
            assertThat(pixels.rgb(i % 33, i / 33)).isEqualTo(expected);
        }
    }

    @Test
    void heapAndDirectBuffersGiveTheSame() {
        byte[] file = Pictures.jpeg(Pictures.drawn(50, 50), false);

        assertThat(Pixels.decode(ByteBuffer.wrap(file)).bgr())
                .isEqualTo(Pixels.decode(file).bgr());
    }

    @Test
    void theBufferIsReadFromZeroWhateverItsPosition() {
        byte[] file = Pictures.jpeg(Pictures.drawn(50, 50), false);
        ByteBuffer buffer = Pictures.direct(file).position(17);

        assertThat(Pixels.decode(buffer).bgr()).isEqualTo(Pixels.decode(file).bgr());
        assertThat(buffer.position()).isEqualTo(17);
    }

    @Test
    void aPictureOfOnePixelIsAPicture() {
        assertThat(Pixels.decode(Pictures.encode(Pictures.drawn(1, 1), "png"))).satisfies(pixels -> {
            assertThat(pixels.width()).isEqualTo(1);
            assertThat(pixels.height()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif", "jpg"})
    void greyIsSpreadOverThreeChannels(String format) {
        Pixels pixels = Pixels.decode(Pictures.encode(Pictures.drawn(20, 20, BufferedImage.TYPE_BYTE_GRAY), format));

        for (int i = 0; i < 400; i++) {
            int rgb = pixels.rgb(i % 20, i / 20);
            assertThat(rgb & 0xff).isEqualTo(rgb >> 8 & 0xff).isEqualTo(rgb >> 16);
        }
        assertThat(pixels.rgb(0, 0)).isNotEqualTo(pixels.rgb(19, 19));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_INDEXED})
    void palettesAndSingleBitsAreLookedUp(int type) {
        BufferedImage image = Pictures.drawn(30, 20, type);
        for (String format : List.of("png", "bmp", "tif")) {
            Pixels pixels = Pixels.decode(Pictures.encode(image, format));
            for (int i = 0; i < 600; i++) {
                assertThat(pixels.rgb(i % 30, i / 30)).as(format).isEqualTo(image.getRGB(i % 30, i / 30) & 0xffffff);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "webp"})
    void alphaIsDroppedAndNotBlended(String format) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 0x40c08040);
        }
        byte[] file = format.equals("png") ? Pictures.encode(image, "png") : Pictures.webp(image, true);

        assertThat(Pixels.decode(file).rgb(8, 8)).isEqualTo(0xc08040);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif"})
    void sixteenBitsBecomeEight(String format) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
        Arrays.fill(((DataBufferUShort) image.getRaster().getDataBuffer()).getData(), (short) 0x80ff);

        assertThat(Pixels.decode(Pictures.encode(image, format)).rgb(3, 3)).isEqualTo(0x808080);
    }

    @Test
    void cmykIsConverted() {
        int red = Pixels.decode(Pictures.cmykJpeg(32, 32, 0, 255, 255, 0)).rgb(16, 16);

        assertThat(red >> 16).isGreaterThan(245);
        assertThat(red & 0xffff).isLessThan(0x0a0a);
    }

    @Test
    void anArithmeticallyMiddleGreyPictureIsNotMistakenForAnIncompleteOne() {
        BufferedImage grey = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4096; i++) {
            grey.setRGB(i % 64, i / 64, 0x808080);
        }

        assertThat(Pixels.decode(Pictures.jpeg(grey, false)).rgb(63, 63)).isEqualTo(0x808080);
        assertThat(Pixels.decode(Pictures.cmykJpeg(32, 32, 127, 127, 127, 127)).width())
                .isEqualTo(32);
    }

    @Test
    void floatingPointPixelsAreRefusedWithAdvice() {
        byte[] file = new Tiff()
                .number(256, 4)
                .number(257, 4)
                .number(258, 32)
                .number(259, 1)
                .number(262, 1)
                .strip(273)
                .number(277, 1)
                .number(278, 4)
                .number(279, 64)
                .number(339, 3)
                .bytes(new byte[64]);

        assertThatThrownBy(() -> Pixels.decode(file))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("8 or 16 bits per channel");
    }

    @Test
    void anAnimatedPngGivesItsDefaultImage() {
        byte[] still = Pictures.encode(Pictures.drawn(24, 24), "png");
        byte[] frame = new byte[26];
        frame[7] = 24;
        frame[11] = 24;
        byte[] animated = Parts.insert(
                still,
                33,
                Parts.join(Parts.chunk("acTL", new byte[] {0, 0, 0, 9, 0, 0, 0, 0}), Parts.chunk("fcTL", frame)));

        assertThat(Pixels.decode(animated).bgr()).isEqualTo(Pixels.decode(still).bgr());
    }

    @Test
    void whatSurroundsThePictureInAPngDoesNotMatter() {
        byte[] plain = Pictures.encode(Pictures.drawn(24, 24), "png");
        byte[] brokenText = Parts.chunk("tEXt", Parts.ascii("a\0b"));
        brokenText[brokenText.length - 1] ^= 1;
        byte[] profile = Parts.chunk("iCCP", Parts.join(Parts.ascii("x\0\0"), Parts.deflate(new byte[50_000_000])));

        byte[] file = Parts.join(Parts.insert(plain, 33, Parts.join(brokenText, profile)), new byte[1000]);

        assertThat(Pixels.decode(file).bgr()).isEqualTo(Pixels.decode(plain).bgr());
    }

    @Test
    void bytesBehindAJpegDoNotMatter() {
        byte[] plain = Pictures.jpeg(Pictures.drawn(64, 64), false);

        assertThat(Pixels.decode(Parts.join(plain, new byte[3000])).bgr())
                .isEqualTo(Pixels.decode(plain).bgr());
    }

    @Test
    void aProgressiveJpegIsRead() {
        assertThat(Pixels.decode(Pictures.jpeg(Pictures.drawn(100, 60), true)).width())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void aJpegComesSmallerOnlyAsFarAsTheCardAllows(int scaledDecode) {
        ByteBuffer file = Pictures.direct(Pictures.jpeg(Pictures.drawn(803, 601), false));
        ImageInput input = Inputs.of(100, 70).scaledDecode(scaledDecode).build();

        try (Mat image = new ImageDecoder(ImageLimits.DEFAULT).decode(file, input)) {
            int by = switch (scaledDecode) {
                case 1 -> 8;
                case 2 -> 4;
                case 4 -> 2;
                default -> 1;
            };
            assertThat(image.cols()).isEqualTo(Math.ceilDiv(803, by));
            assertThat(image.rows()).isEqualTo(Math.ceilDiv(601, by));
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void limitsHoldInEveryFormat(ImageFormat format) {
        ByteBuffer file = Pictures.direct(Pictures.file(format, Pictures.drawn(100, 50)));

        assertTooLarge(new ImageLimits(1 << 20, 4999), file, "100 x 50");
        assertTooLarge(new ImageLimits(file.limit() - 1, 1 << 20), file, "bytes");
        new ImageDecoder(new ImageLimits(file.limit(), 5000)).decode(file).close();
    }

    private static void assertTooLarge(ImageLimits limits, ByteBuffer file, String message) {
        assertThatThrownBy(() -> new ImageDecoder(limits).decode(file))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessageContaining(message);
    }
}
