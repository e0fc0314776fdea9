package io.facet.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxInspectionTest {
    @TempDir
    Path folder;

    @Test
    void aModelIsSummarisedAsItWasBuilt() {
        Path file = folder.resolve("m.onnx");
        model().write(file);

        OnnxSummary summary = OnnxInspection.inspect(file);

        assertThat(summary.inputs()).containsExactly(TensorInfo.batch("x", ElementType.FLOAT32, 224, 224, 3));
        assertThat(summary.outputs()).extracting(TensorInfo::describe).containsExactly("float32[batch,224,224,3]");
        assertThat(summary.opsets()).containsEntry("", 17L).hasSize(1);
        assertThat(summary.metadata()).containsEntry("facet.card", "test");
        assertThat(summary.producerName()).isEqualTo("maker");
        assertThat(summary.producerVersion()).isEqualTo("7");
        assertThat(summary.irVersion()).isEqualTo(8);
        assertThat(summary.bytes()).isEqualTo(file.toFile().length());
    }

    @Test
    void weightsThatOldFilesListAsInputsAreNoInputs() throws IOException {
        ModelProto old = ModelProto.newBuilder(model().build())
                .setGraph(GraphProto.newBuilder(model().build().getGraph())
                        .addInput(model().build().getGraph().getInput(0).toBuilder()
                                .setName("w")))
                .build();
        assertThat(inspect(old).inputs()).extracting(TensorInfo::name).containsExactly("x");
    }

    @ParameterizedTest
    @MethodSource("externalData")
    void externalDataIsRefusedWhereverItHides(Consumer<ModelProto.Builder> hide) {
        assertRefused(changed(hide), "other files");
    }

    static Stream<Consumer<ModelProto.Builder>> externalData() {
        TensorProto location = TensorProto.newBuilder()
                .setName("outside")
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .build();
        TensorProto entry = TensorProto.newBuilder()
                .setName("outside")
                .addExternalData(StringStringEntryProto.newBuilder().setKey("location"))
                .build();
        NodeProto constant = NodeProto.newBuilder()
                .setOpType("Constant")
                .addAttribute(AttributeProto.newBuilder().setName("value").setT(location))
                .build();
        GraphProto inner = GraphProto.newBuilder().addNode(constant).build();
        return Stream.of(
                m -> m.getGraphBuilder().addInitializer(location),
                m -> m.getGraphBuilder().addInitializer(entry),
                m -> m.getGraphBuilder()
                        .addSparseInitializer(SparseTensorProto.newBuilder().setIndices(location)),
                m -> m.getGraphBuilder().addNode(constant),
                m -> m.getGraphBuilder()
                        .addNode(holding(AttributeProto.newBuilder().addTensors(entry))),
                m -> m.getGraphBuilder()
                        .addNode(holding(AttributeProto.newBuilder()
                                .setSparseTensor(SparseTensorProto.newBuilder().setValues(entry)))),
                m -> m.getGraphBuilder()
                        .addNode(holding(AttributeProto.newBuilder().setG(inner))),
                m -> m.getGraphBuilder()
                        .addNode(holding(AttributeProto.newBuilder()
                                .addGraphs(GraphProto.newBuilder()
                                        .addNode(holding(
                                                AttributeProto.newBuilder().setG(inner)))))),
                m -> m.addFunctions(FunctionProto.newBuilder().addNode(constant)),
                m -> m.addFunctions(FunctionProto.newBuilder()
                        .addAttributeProto(AttributeProto.newBuilder().setT(location))),
                m -> m.addTrainingInfoBuilder().setAlgorithm(inner));
    }

    @Test
    void aCustomOperatorIsRefusedAndNamedEvenInASubgraph() {
        NodeProto custom =
                NodeProto.newBuilder().setDomain("my.domain").setOpType("Magic").build();
        assertRefused(changed(m -> m.getGraphBuilder().addNode(custom)), "my.domain::Magic");
        assertRefused(
                changed(m -> m.getGraphBuilder()
                        .addNode(holding(AttributeProto.newBuilder()
                                .setG(GraphProto.newBuilder().addNode(custom))))),
                "my.domain::Magic");
    }

    @Test
    void anOperatorThatTheModelDefinesItselfIsNotCustom() throws IOException {
        ModelProto model = changed(m -> {
            m.getGraphBuilder()
                    .addNode(NodeProto.newBuilder().setDomain("my.domain").setOpType("Twice"));
            m.addFunctions(FunctionProto.newBuilder().setDomain("my.domain").setName("Twice"));
        });
        assertThat(inspect(model).outputs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ai.onnx", "ai.onnx.ml", "com.microsoft"})
    void operatorsOfOnnxRuntimeAreTaken(String domain) throws IOException {
        NodeProto node =
                NodeProto.newBuilder().setDomain(domain).setOpType("Any").build();
        assertThat(inspect(changed(m -> m.getGraphBuilder().addNode(node))).outputs())
                .hasSize(1);
    }

    @Test
    void filesThatAreNoModelSayWhatTheyAre() throws IOException {
        assertInvalid("", "an empty file");
        assertInvalid("version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "Git LFS pointer");
        assertInvalid("<!DOCTYPE html><html></html>", "a web page");
        assertInvalid("\211HDF\r\n\032\n", "facet models convert");
        assertInvalid("hello, this is a text", "not a usable ONNX model");
    }

    @Test
    void aModelWithoutGraphOutputsOrOperatorSetIsInvalid() {
        for (ModelProto broken : List.of(
                changed(ModelProto.Builder::clearGraph),
                changed(m -> m.getGraphBuilder().clearOutput()),
                changed(ModelProto.Builder::clearOpsetImport),
                changed(ModelProto.Builder::clearIrVersion))) {
            assertThatThrownBy(() -> inspect(broken))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.code()).isEqualTo(Code.MODEL_INVALID));
        }
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        assertThatThrownBy(() -> OnnxInspection.inspect(folder.resolve("none.onnx")))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(Code.MODEL_MISSING));
    }

    @Test
    void aFileOfMoreThanTwoGigabytesIsRefusedUnread() throws IOException {
        Path file = folder.resolve("huge.onnx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        assertThatThrownBy(() -> OnnxInspection.inspect(file)).hasMessageContaining("2 GB");
    }

    @Test
    void everyRealModelAtHandIsTaken() throws IOException {
        Path models = Path.of(System.getProperty("facet.assets", "../shared/assets"), "models");
        assumeTrue(Files.isDirectory(models), () -> "skipped: no assets in " + models);
        try (Stream<Path> files = Files.list(models)) {
            List<Path> onnx = files.filter(f -> f.toString().endsWith(".onnx")).toList();
            assertThat(onnx).isNotEmpty().allSatisfy(file -> {
                OnnxSummary summary = OnnxInspection.inspect(file);
                assertThat(summary.inputs()).isNotEmpty();
                assertThat(summary.outputs()).isNotEmpty();
            });
        }
    }

    private static GraphBuilder model() {
        GraphBuilder graph = new GraphBuilder("g").producer("maker", "7").metadata("facet.card", "test");
        String x = graph.input(TensorInfo.batch("x", ElementType.FLOAT32, 224, 224, 3));
        String y = graph.nodeNamed("y", "Mul", Attributes.none(), x, graph.scalar("w", 2));
        return graph.output(TensorInfo.batch(y, ElementType.FLOAT32, 224, 224, 3));
    }

    private static ModelProto changed(Consumer<ModelProto.Builder> change) {
        ModelProto.Builder builder = model().build().toBuilder();
        change.accept(builder);
        return builder.build();
    }

    private static NodeProto holding(AttributeProto.Builder attribute) {
        return NodeProto.newBuilder()
                .setOpType("If")
                .addAttribute(attribute.setName("body"))
                .build();
    }

    private OnnxSummary inspect(ModelProto model) throws IOException {
        Path file = folder.resolve("changed.onnx");
        Files.write(file, model.toByteArray());
        return OnnxInspection.inspect(file);
    }

    private void assertRefused(ModelProto model, String message) {
        assertThatThrownBy(() -> inspect(model)).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.MODEL_REFUSED);
            assertThat(e).hasMessageContaining(message);
        });
    }

    private void assertInvalid(String content, String message) throws IOException {
        Path file = folder.resolve("other.onnx");
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> OnnxInspection.inspect(file)).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.MODEL_INVALID);
            assertThat(e.getMessage()).contains(message).doesNotContain("\n");
        });
    }
}
