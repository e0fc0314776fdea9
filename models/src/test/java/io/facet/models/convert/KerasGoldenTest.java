package io.facet.models.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.convert.ConvertedModel.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The converter against Keras' own forward pass on files that Keras wrote. */
class KerasGoldenTest {
    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    @Test
    void aLegacyFileReproducesKeras() throws Exception {
        assertReproduces(KerasAssets.LEGACY, Layout.LEGACY);
    }

    @Test
    void aKeras3FileReproducesKeras() throws Exception {
        assertReproduces(KerasAssets.KERAS_3, Layout.KERAS_3);
    }

    private void assertReproduces(String asset, Layout layout) throws Exception {
        Path onnx = folder.resolve("model.onnx");
        ConvertedModel made = new KerasConverter().convert(KerasAssets.path("keras/" + asset), onnx, Progress.none());

        assertThat(made.layout()).isEqualTo(layout);
        assertOnly(onnx);
        try (EmbeddingSession session = new EmbeddingSession(onnx)) {
            float[][] rows = session.run(KerasAssets.kitten(), KerasAssets.ramp());
            double kitten = EmbeddingSession.relativeError(rows[0], KerasAssets.expected("kitten"));
            double ramp = EmbeddingSession.relativeError(rows[1], KerasAssets.expected("ramp"));
            System.out.printf("%s: relative error to Keras: kitten %.2e, ramp %.2e%n", asset, kitten, ramp);
            assertThat(kitten).isLessThanOrEqualTo(TOLERANCE);
            assertThat(ramp).isLessThanOrEqualTo(TOLERANCE);
            assertThat(session.session().getMetadata().getCustomMetadata())
                    .containsEntry("facet.card", "vggface2-resnet50")
                    .containsEntry("facet.kind", "converted")
                    .containsEntry("facet.source.sha256", made.sourceSha256());
        }
    }

    private void assertOnly(Path onnx) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(onnx);
        }
    }
}
