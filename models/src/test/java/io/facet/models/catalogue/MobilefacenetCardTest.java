package io.facet.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The card's numbers, put into the tensor as the card says, give the reference embeddings. */
class MobilefacenetCardTest {
    private static final Path ASSETS = Path.of(System.getProperty("facet.assets", "../shared/assets"));

    @ParameterizedTest
    @ValueSource(strings = {"George_W_Bush_0001", "George_W_Bush_0002", "Tony_Blair_0001", "Tony_Blair_0002"})
    void givesTheReferenceEmbedding(String face) throws IOException, OrtException {
        Path model = ASSETS.resolve("models/mobilefacenet_dynbatch.onnx");
        assumeTrue(Files.exists(model), () -> "skipped: " + model + " is missing");
        ModelCard card =
                Catalogue.load(ShippedCards.load(), Path.of("no-cards-here")).find("mobilefacenet");
        float[] row = run(model, input(card.input(), face));
        JsonNode golden = JsonMapper.shared()
                .readTree(ASSETS.resolve("golden/mobilefacenet_embeddings.json").toFile())
                .get(face)
                .get("raw");
        assertThat(row).hasSize(card.output().dimension()).hasSize(golden.size());
        for (int i = 0; i < row.length; i++) {
            assertThat(row[i]).as("e%d", i).isCloseTo(golden.get(i).floatValue(), within(1e-3f));
        }
    }

    private static float[] run(Path model, FloatBuffer input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model.toString(), new OrtSession.SessionOptions());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, input, new long[] {1, 3, 112, 112});
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    /** NCHW, RGB: what this card asks for; its numbers come from the card. */
    private static FloatBuffer input(ImageInput spec, String face) throws IOException {
        assertThat(spec.layout()).isEqualTo(ImageInput.Layout.NCHW);
        assertThat(spec.colours()).isEqualTo(ImageInput.Colours.RGB);
        BufferedImage image = ImageIO.read(
                ASSETS.resolve("golden/aligned112_" + face + ".png").toFile());
        FloatBuffer out = FloatBuffer.allocate(spec.floats());
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < spec.height(); y++) {
                for (int x = 0; x < spec.width(); x++) {
                    int pixel = image.getRGB(x, y) >> (16 - 8 * channel) & 0xff;
                    out.put((float)
                            ((pixel - spec.mean().get(channel)) / spec.std().get(channel)));
                }
            }
        }
        return out.flip();
    }
}
