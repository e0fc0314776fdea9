package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** EXIF orientation n says which side of the stored picture is the top, and which is the left (TIFF 6.0, section 8). */
class OrientationTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    static Stream<Arguments> all() {
        return Stream.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.TIFF)
                .flatMap(format -> IntStream.rangeClosed(1, 8).mapToObj(n -> Arguments.of(format, n)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOrientationIsAppliedExactlyOnce(ImageFormat format, int orientation) {
        byte[] file = Pictures.withOrientation(format, Pictures.drawn(WIDTH, HEIGHT), orientation);
        ImageHeader header = ImageHeader.read(Pictures.direct(file));
        Pixels stored = Pixels.decode(Pictures.withOrientation(format, Pictures.drawn(WIDTH, HEIGHT), 1));

        Pixels upright = Pixels.decode(file);

        assertThat(header.orientation()).isEqualTo(orientation);
        assertThat(header.uprightWidth()).isEqualTo(upright.width());
        assertThat(header.uprightHeight()).isEqualTo(upright.height());
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                int[] at = stored(x, y, orientation);
                assertThat(upright.rgb(x, y)).as(Arrays.toString(at)).isEqualTo(stored.rgb(at[0], at[1]));
            }
        }
    }

    /** Where the pixel that people see at x, y is stored. */
    private static int[] stored(int x, int y, int orientation) {
        int right = WIDTH - 1;
        int bottom = HEIGHT - 1;
        return switch (orientation) {
            case 1 -> new int[] {x, y};
            case 2 -> new int[] {right - x, y};
            case 3 -> new int[] {right - x, bottom - y};
            case 4 -> new int[] {x, bottom - y};
            case 5 -> new int[] {y, x};
            case 6 -> new int[] {y, bottom - x};
            case 7 -> new int[] {right - y, bottom - x};
            default -> new int[] {right - y, x};
        };
    }
}
