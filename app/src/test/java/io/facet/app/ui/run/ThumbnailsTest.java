package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Background;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
    private static final int RED = 0xffff0000;
    private static final int BLUE = 0xff0000ff;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_small_file_that_claims_to_be_a_huge_picture_is_not_decoded() throws IOException {
        Path huge = Files.write(folder.resolve("huge.png"), png(30_000, 30_000));
        List<String> why = new ArrayList<>();
        List<Image> answers = new ArrayList<>();
        new Thumbnails(new Background(Runnable::run, Runnable::run, p -> why.add(p.message())))
                .request(huge, 48, answers::add);
        assertThat(answers).isEmpty();
    }

    @Test
    void a_picture_is_turned_as_its_camera_says() {
        WritableImage lying = new WritableImage(2, 1);
        lying.getPixelWriter().setArgb(0, 0, RED);
        lying.getPixelWriter().setArgb(1, 0, BLUE);
        assertThat(colours(Upright.of(lying, 1))).containsExactly(RED, BLUE);
        assertThat(colours(Upright.of(lying, 3))).containsExactly(BLUE, RED);
        Image clockwise = Upright.of(lying, 6);
        assertThat(clockwise.getHeight()).isEqualTo(2);
        assertThat(colours(clockwise)).containsExactly(RED, BLUE);
        assertThat(colours(Upright.of(lying, 8))).containsExactly(BLUE, RED);
    }

    private static List<Integer> colours(Image image) {
        List<Integer> colours = new ArrayList<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getPixelReader().getArgb(x, y));
            }
        }
        return colours;
    }

    /** Only what says how large it is. */
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream ihdr = new DataOutputStream(header);
        ihdr.writeBytes("IHDR");
        ihdr.writeInt(width);
        ihdr.writeInt(height);
        ihdr.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        return file.toByteArray();
    }
}
