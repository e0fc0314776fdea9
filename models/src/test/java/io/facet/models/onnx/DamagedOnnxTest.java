package io.facet.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever bytes a file holds, the inspection returns a summary or throws a ModelException of one line. */
class DamagedOnnxTest {
    private static @Nullable Path file;
    private static byte[] valid = {};

    @BeforeContainer
    static void build() throws IOException {
        Path created = Files.createTempFile("inspection", ".onnx");
        GraphBuilder graph = new GraphBuilder("g").producer("maker", "7").metadata("facet.card", "test");
        GraphOps ops = new GraphOps(graph);
        String x = graph.input(TensorInfo.batch("x", ElementType.FLOAT32, 64));
        String w = graph.floats("w", new float[64 * 8], 64, 8);
        String b = graph.floats("b", new float[8], 8);
        ops.l2Normalise("y", ops.dense("d", x, w, b), 1e-12f);
        graph.output(TensorInfo.batch("y", ElementType.FLOAT32, 8)).write(created);
        valid = Files.readAllBytes(created);
        file = created;
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.deleteIfExists(file());
    }

    private static Path file() {
        return Objects.requireNonNull(file);
    }

    @Property(tries = 500)
    void randomBytesAreRefused(@ForAll @Size(max = 4096) byte[] bytes) throws IOException {
        assertHandled(bytes);
    }

    @Property(tries = 500)
    void aModelCutShortIsHandled(@ForAll @IntRange(max = 10_000) int length) throws IOException {
        assertHandled(Arrays.copyOf(valid, length % valid.length));
    }

    @Property(tries = 1000)
    void aModelWithDamagedBytesIsHandled(
            @ForAll @IntRange(max = 100_000) int place, @ForAll byte value, @ForAll @LongRange(max = 7) long others)
            throws IOException {
        byte[] damaged = valid.clone();
        damaged[place % damaged.length] = value;
        for (int i = 0; i < others; i++) {
            damaged[(place + i * 37) % damaged.length] = (byte) (value * 31 + i);
        }
        assertHandled(damaged);
    }

    private static void assertHandled(byte[] bytes) throws IOException {
        Files.write(file(), bytes);
        try {
            OnnxSummary summary = OnnxInspection.inspect(file());
            assertThat(summary.outputs()).isNotEmpty();
        } catch (ModelException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }
}
