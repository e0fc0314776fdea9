package io.facet.models.convert;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Keras files of the assets folder, and the inputs and outputs of Keras' own forward pass. */
final class KerasAssets {
    static final String LEGACY = "vggface2_resnet50_seeded_legacy.h5.gz";
    static final String KERAS_3 = "vggface2_resnet50_seeded.weights.h5.gz";

    private static final int SIZE = 224;
    private static final float[] MEAN_BGR = {91.4953f, 103.8827f, 131.0912f};

    private KerasAssets() {}

    /** The path of an asset; skips the test, with the reason, where it is missing. */
    static Path path(String relative) {
        Path path = Path.of(System.getProperty("facet.assets", "../shared/assets"), relative);
        assumeTrue(Files.exists(path), () -> "skipped: no asset " + path);
        return path;
    }

    static float[] expected(String input) throws IOException {
        JsonNode golden =
                JsonMapper.shared().readTree(Files.readString(path("keras/vggface2_resnet50_seeded_golden.json")));
        JsonNode values = golden.required(input);
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values.required(i).asDouble();
        }
        return row;
    }

    static float[] ramp() {
        float[] values = new float[SIZE * SIZE * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 251) - 125;
        }
        return values;
    }

    static float[] kitten() throws IOException {
        BufferedImage image = ImageIO.read(path("golden/test_kitten_224.png").toFile());
        float[] values = new float[SIZE * SIZE * 3];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int rgb = image.getRGB(x, y);
                for (int c = 0; c < 3; c++) {
                    values[(y * SIZE + x) * 3 + c] = ((rgb >> (8 * c)) & 0xff) - MEAN_BGR[c];
                }
            }
        }
        return values;
    }
}
