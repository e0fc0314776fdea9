package io.facet.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facet.models.ModelException;
import io.facet.models.onnx.GraphOps.Pads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphBuilderTest {
    @TempDir
    Path folder;

    @Test
    void anOnnxRuntimeSessionComputesWhatTheBuilderWrote() throws OrtException {
        Path file = folder.resolve("small.onnx");
        smallNetwork().write(file);

        try (OrtEnvironment environment = OrtEnvironment.getEnvironment();
                OrtSession session = environment.createSession(file.toString());
                OnnxTensor input = OnnxTensor.createTensor(environment, new float[][][][] {
                    {{{1, 2}, {3, 4}}}, {{{0, 0}, {0, -1}}},
                });
                OrtSession.Result result = session.run(Map.of("input", input))) {
            float[][] rows = (float[][]) result.get("row").orElseThrow().getValue();

            // By hand: 1x1 convolution to (2x + 1, -x), ReLU, mean over the picture, length 1.
            assertThat(rows[0]).containsExactly(new float[] {1, 0}, within(1e-6f));
            assertThat(rows[1]).containsExactly(normalised(0.75f, 0.25f), within(1e-6f));
            assertThat(session.getMetadata().getCustomMetadata()).containsEntry("facet.card", "small");
            assertThat(session.getMetadata().getProducerName()).isEqualTo("facet-test");
        }
    }

    @Test
    void theSameCallsGiveTheSameBytes() throws IOException {
        Path first = folder.resolve("a.onnx");
        Path second = folder.resolve("b.onnx");
        smallNetwork().write(first);
        smallNetwork().write(second);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void writingReplacesAFileAndLeavesNothingElseBehind() throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.writeString(file, "older");
        smallNetwork().write(file);

        assertThat(Files.size(file)).isGreaterThan(100);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderThatDoesNotExistIsAClearError() {
        assertThatThrownBy(() -> smallNetwork().write(folder.resolve("none/model.onnx")))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.code()).isEqualTo(ModelException.Code.STORE_IO);
                    assertThat(e).hasMessageContaining("model.onnx").hasMessageContaining("check the folder");
                });
    }

    @Test
    void namesThatAreTakenOrUnknownAreRefusedAtOnce() {
        GraphBuilder graph = new GraphBuilder("g");
        String x = graph.input(TensorInfo.batch("x", ElementType.FLOAT32, 3));

        assertThatThrownBy(() -> graph.scalar("x", 1)).hasMessageContaining("'x'");
        assertThatThrownBy(() -> graph.node("Add", Attributes.none(), x, "y")).hasMessageContaining("'y'");
        assertThatThrownBy(() -> graph.output(TensorInfo.batch("y", ElementType.FLOAT32, 3)))
                .hasMessageContaining("'y'");
    }

    @Test
    void aConstantWhoseValuesDoNotFillItsShapeIsRefused() {
        GraphBuilder graph = new GraphBuilder("g");
        assertThatThrownBy(() -> graph.floats("w", new float[5], 2, 3)).hasMessageContaining("6 elements");
    }

    private static GraphBuilder smallNetwork() {
        GraphBuilder graph = new GraphBuilder("small")
                .producer("facet-test", "1")
                .doc("A network small enough to check by hand.")
                .metadata("facet.card", "small");
        GraphOps ops = new GraphOps(graph);
        String x = graph.input(TensorInfo.batch("input", ElementType.FLOAT32, 1, 2, 2));
        String weights = graph.floats("conv/weights", new float[] {2, -1}, 2, 1, 1, 1);
        String bias = graph.floats("conv/bias", new float[] {1, 0}, 2);
        String features = ops.relu(ops.conv("conv", x, weights, bias, 1, 1, Pads.NONE));
        String row = ops.l2Normalise("row", ops.flatten(ops.globalAveragePool(features)), 1e-12f);
        return graph.output(TensorInfo.batch(row, ElementType.FLOAT32, 2));
    }

    private static float[] normalised(float... values) {
        double length = Math.sqrt(List.of(values[0], values[1]).stream()
                .mapToDouble(v -> (double) v * v)
                .sum());
        return new float[] {(float) (values[0] / length), (float) (values[1] / length)};
    }
}
