package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What natives print goes past Java's streams, so a process of its own has to show that nothing comes out. */
class SilenceTest {

    /** Tries to decode each file that is named. */
    static final class DecodeAll {
        private DecodeAll() {}

        public static void main(String[] files) throws IOException {
            for (String file : files) {
                try {
                    Pixels.decode(Files.readAllBytes(Path.of(file)));
                    System.out.println("decoded");
                } catch (ImageException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void brokenPicturesAreNotMentionedOnStderr(@TempDir Path folder) throws IOException, InterruptedException {
        byte[] png = Pictures.encode(Pictures.drawn(40, 30), "png");
        byte[] flipped = png.clone();
        flipped[png.length / 2] ^= 1;
        byte[] profile = Parts.chunk("iCCP", Parts.join(Parts.ascii("x\0\0"), Parts.deflate(new byte[9])));
        byte[] bmp = Pictures.encode(Pictures.drawn(40, 30), "bmp");
        byte[] jpeg = Pictures.jpeg(Pictures.drawn(40, 30), false);
        byte[] tiff = Pictures.tiff(Pictures.drawn(40, 30), 1);
        byte[] webp = Pictures.webp(Pictures.drawn(40, 30), false);
        webp[40] ^= 0x55;
        List<byte[]> broken = List.of(
                flipped,
                Parts.insert(png, 33, profile),
                Arrays.copyOf(bmp, 900),
                Arrays.copyOf(jpeg, jpeg.length / 2),
                Arrays.copyOf(tiff, 900),
                webp);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"),
                "-cp",
                System.getProperty("java.class.path"),
                DecodeAll.class.getName()));
        for (int i = 0; i < broken.size(); i++) {
            command.add(Files.write(folder.resolve(i + ".bin"), broken.get(i)).toString());
        }

        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(out.lines()).hasSize(broken.size());
        assertThat(folder.resolve("err")).content().isEmpty();
    }
}
