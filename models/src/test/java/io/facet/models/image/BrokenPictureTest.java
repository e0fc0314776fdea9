package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.image.ImageException.Reason;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenPictureTest {

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of(new byte[0], "is empty"),
                Arguments.of(Parts.ascii("Hello, this is a letter.\r\n"), "is text, not a picture"),
                Arguments.of("Grüße aus Köln\n".getBytes(StandardCharsets.UTF_8), "is text, not a picture"),
                Arguments.of(Parts.ascii("\n<!DOCTYPE HTML><html>404</html>"), "is a web page"),
                Arguments.of(Parts.ascii("<?xml version='1.0'?>\n<svg/>"), "is an SVG drawing"),
                Arguments.of(Pictures.encode(Pictures.drawn(9, 9), "gif"), "is a GIF picture"),
                Arguments.of(Parts.ascii("\0\0\0\30ftypheic\0\0\0\0"), "is a HEIC picture"),
                Arguments.of(Parts.ascii("\0\0\0\30ftypisom\0\0\0\0"), "is a video"),
                Arguments.of(Parts.ascii("%PDF-1.7\n"), "is a PDF document"),
                Arguments.of(new byte[100_000], "holds only zeros"),
                Arguments.of(new byte[] {1, 2, 3, 4, 5}, "is no picture; Facet reads jpg, png, bmp, webp and tif"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatIsNoPictureIsCalledWhatItIs(byte[] file, String message) {
        assertUnreadable(file, message);
    }

    @Test
    void aJpegWithoutItsEndIsCutOff() {
        byte[] file = Pictures.jpeg(Pictures.drawn(120, 90), false);

        assertUnreadable(Arrays.copyOf(file, file.length - 2), "cut off");
        assertUnreadable(Arrays.copyOf(file, file.length * 7 / 10), "cut off");
        byte[] progressive = Pictures.jpeg(Pictures.drawn(120, 90), true);
        assertUnreadable(Arrays.copyOf(progressive, progressive.length * 7 / 10), "cut off");
    }

    @Test
    void aJpegWhoseDataEndEarlyIsCutOffAlthoughItHasAnEnd() {
        byte[] baseline = Pictures.jpeg(Pictures.drawn(200, 160), false);
        byte[] progressive = Pictures.jpeg(Pictures.drawn(200, 160), true);
        int firstScan =
                JpegStructure.read(new Bytes(ByteBuffer.wrap(progressive))).firstScan();

        assertUnreadable(withEnd(Arrays.copyOf(baseline, baseline.length / 2)), "cut off");
        assertUnreadable(withEnd(Arrays.copyOf(progressive, firstScan + 100)), "cut off");
    }

    @Test
    void aGreyOrTurnedJpegWhoseDataEndEarlyIsCutOff() {
        byte[] grey = Pictures.encode(Pictures.drawn(200, 160, BufferedImage.TYPE_BYTE_GRAY), "jpg");
        byte[] turned = Pictures.withOrientation(ImageFormat.JPEG, Pictures.drawn(200, 160), 6);
        for (byte[] file : new byte[][] {grey, turned}) {
            byte[] half = Arrays.copyOf(file, file.length / 2);
            assertUnreadable(withEnd(half), "cut off");
        }
    }

    @Test
    void aJpegWithAHoleIsCutOff() {
        byte[] file = Pictures.jpeg(Pictures.drawn(200, 160), false);
        int third = file.length / 3;

        assertUnreadable(
                Parts.join(Arrays.copyOf(file, third), Arrays.copyOfRange(file, 2 * third, file.length)), "cut off");
    }

    @Test
    void aPngWithAFlippedBitIsDamaged() {
        byte[] file = Pictures.encode(Pictures.drawn(64, 64), "png");
        file[file.length / 2] ^= 0x10;

        assertUnreadable(file, "damaged");
    }

    @Test
    void aTwelveBitJpegIsRefusedWithAdvice() {
        byte[] file = Pictures.jpeg(Pictures.drawn(16, 16), false);
        int frame = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        file[frame + 4] = 12;

        assertUnreadable(file, "more than 8 bits");
    }

    /** Cut at every 5 % and at each of the last bytes, no format may pass for whole unless it decodes to the same. */
    @ParameterizedTest
    @MethodSource("wholeFiles")
    void aCutFileIsRefusedOrComplete(String name, byte[] file) {
        byte[] whole = Pixels.decode(file).bgr();
        Stream<Integer> lengths = Stream.concat(
                Stream.iterate(0, n -> n < 20, n -> n + 1).map(n -> file.length * n / 20),
                Stream.iterate(1, n -> n < 40, n -> n + 1).map(n -> file.length - n));

        lengths.forEach(length -> {
            try {
                assertThat(Pixels.decode(Arrays.copyOf(file, length)).bgr())
                        .as("%s cut to %d of %d bytes", name, length, file.length)
                        .isEqualTo(whole);
            } catch (ImageException e) {
                assertThat(e.reason()).isEqualTo(Reason.UNREADABLE);
                assertThat(e).hasMessageMatching("The .*\\.");
            }
        });
    }

    static Stream<Arguments> wholeFiles() {
        BufferedImage image = Pictures.drawn(97, 71);
        return Stream.of(
                Arguments.of("jpeg", Pictures.jpeg(image, false)),
                Arguments.of("progressive jpeg", Pictures.jpeg(image, true)),
                Arguments.of("grey jpeg", Pictures.encode(Pictures.drawn(97, 71, BufferedImage.TYPE_BYTE_GRAY), "jpg")),
                Arguments.of("cmyk jpeg", Pictures.cmykJpeg(97, 71, 20, 90, 200, 10)),
                Arguments.of("png", Pictures.encode(image, "png")),
                Arguments.of(
                        "16-bit png", Pictures.encode(Pictures.drawn(97, 71, BufferedImage.TYPE_USHORT_GRAY), "png")),
                Arguments.of("bmp", Pictures.encode(image, "bmp")),
                Arguments.of("lossy webp", Pictures.webp(image, false)),
                Arguments.of("lossless webp", Pictures.webp(image, true)),
                Arguments.of("tiff, directory first", Pictures.tiff(image, 1)),
                Arguments.of("tiff of the JDK", Pictures.encode(image, "tif")));
    }

    private static byte[] withEnd(byte[] jpeg) {
        return Parts.join(jpeg, new byte[] {(byte) 0xff, (byte) 0xd9});
    }

    private static void assertUnreadable(byte[] file, String message) {
        for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.wrap(file), Pictures.direct(file)}) {
            assertThatThrownBy(() -> Pixels.decode(buffer))
                    .isInstanceOfSatisfying(
                            ImageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE))
                    .hasMessageContaining(message);
        }
    }
}
