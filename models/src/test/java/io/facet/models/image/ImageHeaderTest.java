package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void formatAndSizeAreReadFromTheContent(ImageFormat format) {
        for (int[] size : new int[][] {{1, 1}, {300, 200}, {17, 4000}}) {
            byte[] file = Pictures.file(format, Pictures.drawn(size[0], size[1]));

            assertThat(ImageHeader.read(ByteBuffer.wrap(file))).isEqualTo(new ImageHeader(format, size[0], size[1], 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void webpIsReadLossyAndLossless(boolean lossless) {
        ImageHeader header = ImageHeader.read(ByteBuffer.wrap(Pictures.webp(Pictures.drawn(513, 77), lossless)));

        assertThat(header).isEqualTo(new ImageHeader(ImageFormat.WEBP, 513, 77, 1));
    }

    /** An independent reader must see the same sizes in pictures of cameras and of many programs. */
    @Test
    void sizesAgreeWithImageIoOnRealPictures() throws IOException {
        Path assets = Path.of(System.getProperty("facet.assets"));
        assumeTrue(Files.isDirectory(assets), () -> "skipped: no test pictures in " + assets);
        try (Stream<Path> files = Files.walk(assets)) {
            List<Path> pictures = files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .toList();
            assertThat(pictures).isNotEmpty().allSatisfy(file -> {
                byte[] content = Files.readAllBytes(file);
                ImageHeader header = ImageHeader.read(ByteBuffer.wrap(content));
                assertThat(List.of(header.width(), header.height())).isEqualTo(sizeByImageIo(file));
                assertThat(Pixels.decode(content).width()).isEqualTo(header.uprightWidth());
            });
        }
    }

    private static List<Integer> sizeByImageIo(Path file) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(Files.newInputStream(file))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in, true, true);
            return List.of(reader.getWidth(0), reader.getHeight(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
