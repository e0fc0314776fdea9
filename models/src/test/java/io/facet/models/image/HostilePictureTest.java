package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.image.ImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HostilePictureTest {

    @Test
    void aSmallFileOfTwentyThousandPixelsSquareIsTooLargeAndNeverDecoded() {
        ByteBuffer bomb = Pictures.direct(Parts.blackPng(20_000, 20_000));
        long before = Pointer.physicalBytes();

        assertThat(bomb.limit()).isLessThan(1 << 20);
        assertThatThrownBy(() -> Pixels.decode(bomb))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessageContaining("20000 x 20000");
        assertThat(Pointer.physicalBytes() - before).isLessThan(100L << 20);
    }

    @Test
    void aPngWhoseDataAreMuchMoreThanItsHeaderSaysIsDecodedInItsOwnSize() {
        byte[] large = Parts.blackPng(20_000, 20_000);
        byte[] header = Parts.pngHeader(16, 16, 1, 0);
        byte[] liar = Parts.join(header, Arrays.copyOfRange(large, header.length, large.length));
        long before = Pointer.physicalBytes();

        assertReadOrRefused(liar);
        assertThat(Pointer.physicalBytes() - before).isLessThan(100L << 20);
    }

    @Test
    void aTiffThatNamesItsWidthTwiceIsRefused() {
        byte[] file = new Tiff()
                .number(256, 8)
                .number(256, 30_000)
                .number(257, 8)
                .number(258, 8)
                .number(262, 1)
                .strip(273)
                .number(277, 1)
                .number(278, 8)
                .number(279, 64)
                .bytes(new byte[64]);

        assertUnreadable(file);
    }

    @Test
    void aTiffWithATileOfAGigabyteIsRefused() {
        byte[] file = new Tiff()
                .number(256, 8)
                .number(257, 8)
                .number(258, 8)
                .number(259, 1)
                .number(262, 1)
                .number(277, 1)
                .number(322, 1 << 15)
                .number(323, 1 << 15)
                .strip(324)
                .number(325, 64)
                .bytes(new byte[64]);

        assertUnreadable(file);
    }

    @Test
    void aTiffWithAnEndlessStripTakesNoMemoryForIt() {
        long before = Pointer.physicalBytes();
        byte[] file = new Tiff()
                .number(256, 8)
                .number(257, 8)
                .number(258, 8)
                .number(259, 1)
                .number(262, 1)
                .strip(273)
                .number(277, 1)
                .number(278, 0x7fff_ffff)
                .number(279, 64)
                .bytes(new byte[64]);

        assertReadOrRefused(file);
        assertThat(Pointer.physicalBytes() - before).isLessThan(100L << 20);
    }

    @Test
    void aJpegOfNothingButScansIsRefusedAtOnce() {
        byte[] file = Pictures.jpeg(Pictures.drawn(64, 64), true);
        int scan = lastIndexOf(file, 0xda) - 1;
        byte[] lastScan = Arrays.copyOfRange(file, scan, file.length - 2);
        ByteArrayOutputStream endless = new ByteArrayOutputStream();
        endless.write(file, 0, file.length - 2);
        for (int i = 0; i < 5000; i++) {
            endless.writeBytes(lastScan);
        }
        endless.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertUnreadable(endless.toByteArray()));
    }

    @Test
    void aLineOfAHundredMegapixelsIsRefusedOrDecoded() {
        assertReadOrRefused(Parts.blackPng(1_000_000, 95));
        assertReadOrRefused(Parts.blackPng(1_000_001, 1));
    }

    @Property(tries = 500)
    void randomBytesBehindAnySignatureGiveAPictureOrAnImageException(
            @ForAll("signature") byte[] signature, @ForAll byte[] bytes) {
        assertReadOrRefused(Parts.join(signature, bytes));
    }

    @Property(tries = 600)
    void aPictureWithSomeBytesChangedGivesAPictureOrAnImageException(
            @ForAll("picture") byte[] picture,
            @ForAll @IntRange(min = 1, max = 8) int changes,
            @ForAll java.util.Random random) {
        byte[] changed = picture.clone();
        for (int i = 0; i < changes; i++) {
            // Half of the changes hit the headers, where they hurt most.
            int range = random.nextBoolean() ? Math.min(changed.length, 120) : changed.length;
            changed[random.nextInt(range)] = (byte) random.nextInt();
        }
        assertReadOrRefused(changed);
    }

    @Provide
    Arbitrary<byte[]> signature() {
        return Arbitraries.of(
                new byte[0],
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
                Parts.ascii(PngStructure.SIGNATURE),
                Parts.ascii("BM"),
                Parts.ascii("RIFF\u0010\0\0\0WEBPVP8 "),
                Parts.ascii("RIFF\u0010\0\0\0WEBPVP8X"),
                Parts.ascii("II*\0\u0008\0\0\0"),
                Parts.ascii("MM\0*\0\0\0\u0008"));
    }

    @Provide
    Arbitrary<byte[]> picture() {
        var image = Pictures.drawn(40, 30);
        return Arbitraries.of(
                Pictures.jpeg(image, false),
                Pictures.jpeg(image, true),
                Pictures.withOrientation(ImageFormat.JPEG, image, 6),
                Pictures.encode(image, "png"),
                Pictures.encode(image, "bmp"),
                Pictures.webp(image, false),
                Pictures.webp(image, true),
                Pictures.withOrientation(ImageFormat.WEBP, image, 3),
                Pictures.tiff(image, 1),
                Pictures.encode(image, "tif"));
    }

    private static void assertReadOrRefused(byte[] file) {
        try {
            Pixels.decode(file);
        } catch (ImageException e) {
            assertThat(e).hasMessageMatching("The .*\\.");
        }
    }

    private static void assertUnreadable(byte[] file) {
        assertThatThrownBy(() -> Pixels.decode(file))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE));
    }

    private static int lastIndexOf(byte[] file, int marker) {
        for (int i = file.length - 1; i > 0; i--) {
            if (file[i] == (byte) marker && file[i - 1] == (byte) 0xff) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such marker");
    }
}
