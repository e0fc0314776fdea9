package io.facet.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facet.models.onnx.OnnxInspection;
import io.facet.models.onnx.OnnxSummary;
import io.facet.models.onnx.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchModelTest {
    private static final long SEED = 7;

    @TempDir
    static Path folder;

    private static Path model = Path.of("");

    @BeforeAll
    static void write() {
        model = folder.resolve("bench.onnx");
        BenchModel.write(SEED, model);
    }

    @Test
    void itHasTheSignatureAndTheSizeOfTheRealModelAndSaysWhatItIs() {
        OnnxSummary summary = OnnxInspection.inspect(model);

        assertThat(summary.inputs()).extracting(TensorInfo::describe).containsExactly("float32[batch,224,224,3]");
        assertThat(summary.outputs()).extracting(TensorInfo::describe).containsExactly("float32[batch,512]");
        assertThat(summary.metadata())
                .containsEntry("facet.card", "vggface2-resnet50-bench")
                .containsEntry("facet.kind", "bench");
        assertThat(summary.bytes()).isBetween(90_000_000L, 105_000_000L);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Path other = folder.resolve("other.onnx");
        BenchModel.write(SEED, other);
        assertThat(Files.mismatch(model, other)).isEqualTo(-1);
        BenchModel.write(SEED + 1, other);
        assertThat(Files.mismatch(model, other)).isNotEqualTo(-1);
        Files.delete(other);
    }

    @Test
    void pixelsGiveRowsOfLengthOneThatDiffer() throws Exception {
        try (EmbeddingSession session = new EmbeddingSession(model)) {
            float[][] rows = session.run(noise(1), noise(2), smooth(3), smooth(40), new float[224 * 224 * 3]);
            for (float[] row : rows) {
                assertThat(dot(row, row)).isCloseTo(1, within(1e-4));
                assertThat(row).doesNotContain(Float.NaN);
            }
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < i; j++) {
                    System.out.printf("bench rows %d and %d: cosine %.4f%n", i, j, dot(rows[i], rows[j]));
                    assertThat(dot(rows[i], rows[j])).isLessThan(0.9999);
                }
            }
        }
    }

    private static float[] noise(long seed) {
        Random random = new Random(seed);
        float[] values = new float[224 * 224 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256) - 110;
        }
        return values;
    }

    private static float[] smooth(int period) {
        float[] values = new float[224 * 224 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.sin(i / 3.0 / period) * 110 + (i % 3) * 20);
        }
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
