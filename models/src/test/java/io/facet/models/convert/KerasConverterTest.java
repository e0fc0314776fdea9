package io.facet.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.convert.ResNet.Conv;
import io.facet.models.convert.Weight.Part;
import io.facet.models.onnx.GraphBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The converter on a small network of the same build, in files of every layout and with every defect. */
class KerasConverterTest {
    private static final Conv STEM = KerasFixture.SMALL.stem();

    @TempDir
    Path folder;

    private final KerasFixture fixture = new KerasFixture();
    private final KerasConverter converter = new KerasConverter(KerasFixture.SMALL);
    private Path weights = Path.of("");
    private Path onnx = Path.of("");

    @BeforeEach
    void name() {
        weights = folder.resolve("weights.h5");
        onnx = folder.resolve("model.onnx");
    }

    @Test
    void everyLayoutGivesTheSameGraph() throws IOException {
        GraphBuilder expected = new GraphBuilder(KerasConverter.CARD);
        ResNetGraph.build(expected, KerasFixture.SMALL, KerasFixture.source(), Progress.none());

        assertThat(graphOf(fixture.legacy(weights, "")))
                .isEqualTo(expected.build().getGraph());
        assertThat(graphOf(fixture.legacy(folder.resolve("whole.h5"), "model_weights")))
                .isEqualTo(expected.build().getGraph());
        assertThat(graphOf(fixture.keras3(folder.resolve("three.weights.h5"))))
                .isEqualTo(expected.build().getGraph());
    }

    @Test
    void aGzippedFileGivesTheSameBytes() throws IOException {
        Path packed = gzip(fixture.legacy(weights, ""));
        converter.convert(weights, onnx, Progress.none());
        Path other = folder.resolve("other.onnx");
        converter.convert(packed, other, Progress.none());

        assertThat(other).hasSameBinaryContentAs(onnx);
        assertOnly(weights, packed, onnx, other);
    }

    @Test
    void progressRisesToOne() {
        List<Double> heard = new ArrayList<>();
        converter.convert(fixture.legacy(weights, ""), onnx, (step, fraction) -> heard.add(fraction));

        assertThat(heard).isSorted().first().isEqualTo(0.0);
        assertThat(heard).last().isEqualTo(1.0);
    }

    @Test
    void aMissingWeightIsNamedWithItsLayer() throws IOException {
        fixture.weights.remove(KerasFixture.SMALL.blocks().getLast().spatial().norm(Part.MEAN));
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_LAYER_MISSING, "moving_mean", "conv5_1_3x3/bn");
    }

    @Test
    void aMissingLayerIsNamed() throws IOException {
        fixture.weights.remove(KerasFixture.SMALL.embedding().weights());
        fixture.weights.remove(KerasFixture.SMALL.embedding().bias());
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_LAYER_MISSING, "kernel", "dim_proj");
        assertFails(fixture.keras3(folder.resolve("3.h5")), Code.CONVERT_LAYER_MISSING, "kernel", "dim_proj");
    }

    @Test
    void aWrongShapeIsNamedWithBothShapes() throws IOException {
        fixture.weights.put(STEM.weights(), KerasFixture.shaped(new float[7 * 7 * 4 * 4], List.of(7, 7, 4, 4)));
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_SHAPE, "conv1/7x7_s2", "7x7x3x4", "7x7x4x4");
        assertFails(fixture.keras3(folder.resolve("3.h5")), Code.CONVERT_SHAPE, "conv1/7x7_s2", "7x7x3x4");
    }

    @Test
    void aLayerOfALargerNetworkIsRefused() throws IOException {
        Weight extra = Weight.of("conv4_23_3x3", Part.KERNEL, 3, 3, 2, 2);
        fixture.weights.put(extra, KerasFixture.shaped(new float[36], extra.shape()));
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_FORMAT, "conv4_23_3x3");
        assertFails(fixture.keras3(folder.resolve("3.h5")), Code.CONVERT_FORMAT, "convolutions");
    }

    @Test
    void aConvolutionWithABiasIsRefused() throws IOException {
        Weight bias = Weight.of(STEM.name(), Part.BIAS, 4);
        fixture.weights.put(bias, new float[4]);
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_FORMAT, "conv1/7x7_s2", "bias");
        assertFails(fixture.keras3(folder.resolve("3.h5")), Code.CONVERT_FORMAT, "conv1/7x7_s2", "bias");
    }

    @Test
    void theClassifierOfATrainingModelIsLeftOut() throws IOException {
        Weight classifier = Weight.of("classifier_low_dim", Part.KERNEL, 6, 3);
        fixture.weights.put(classifier, KerasFixture.shaped(new float[18], classifier.shape()));
        assertThat(graphOf(fixture.legacy(weights, "")).getOutputCount()).isEqualTo(1);
        assertThat(graphOf(fixture.keras3(folder.resolve("3.h5"))).getOutputCount())
                .isEqualTo(1);
    }

    @Test
    void doublesAreNotTakenForFloats() throws IOException {
        fixture.weights.put(STEM.norm(Part.BETA), new double[4]);
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_FORMAT, "beta", "conv1/7x7_s2/bn", "float32");
    }

    @Test
    void valuesThatAreNoNumbersAreNamed() throws IOException {
        fixture.weights.put(STEM.norm(Part.GAMMA), new float[] {1, 1, Float.NaN, 1});
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_FORMAT, "gamma", "not a number");
    }

    @Test
    void aNegativeVarianceIsNamed() throws IOException {
        fixture.weights.put(STEM.norm(Part.VARIANCE), new float[] {1, 1, -1, 1});
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_FORMAT, "moving_variance", "negative");
    }

    @Test
    void weightsThatGiveTheSameRowForEveryPictureAreRefusedAndTheOldModelStays() throws IOException {
        Files.writeString(onnx, "older");
        fixture.weights.put(
                STEM.weights(),
                KerasFixture.shaped(new float[7 * 7 * 3 * 4], STEM.weights().shape()));
        fixture.legacy(weights, "");

        assertThatThrownBy(() -> converter.convert(weights, onnx, Progress.none()))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.CONVERT_CHECK);
                    assertThat(e).hasMessageContaining("same row");
                });
        assertThat(onnx).hasContent("older");
        assertOnly(weights, onnx);
    }

    @Test
    void weightsSoLargeThatTheNetworkOverflowsAreRefused() throws IOException {
        float[] huge = new float[STEM.weights().elements()];
        Arrays.fill(huge, 1e38f);
        fixture.weights.put(
                STEM.weights(), KerasFixture.shaped(huge, STEM.weights().shape()));
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_CHECK, "not numbers");
    }

    @Test
    void aFileThatIsNoHdf5SaysWhatItIs() throws IOException {
        assertFails(write("PK\3\4rest of it"), Code.CONVERT_FORMAT, "ZIP archive", ".keras");
        assertFails(write(""), Code.CONVERT_FORMAT, "empty file");
        assertFails(write("some text, long enough to be a file"), Code.CONVERT_FORMAT, "no HDF5 file");
        assertFails(gzip(write("text in a gzip file")), Code.CONVERT_FORMAT, "no HDF5 file");
        assertFails(folder.resolve("none.h5"), Code.MODEL_MISSING, "none.h5");
    }

    @Test
    void anotherHdf5FileIsNotTakenForTheNetwork() throws IOException {
        fixture.weights.keySet().removeIf(weight -> weight.layer().startsWith("conv"));
        assertFails(fixture.legacy(weights, ""), Code.CONVERT_FORMAT, "does not hold the VGGFace2 ResNet-50");
    }

    @Test
    void filesCutShortAreRefusedPackedOrNot() throws IOException {
        byte[] whole = Files.readAllBytes(fixture.legacy(weights, ""));
        for (int percent : new int[] {1, 10, 50, 90, 99}) {
            Files.write(weights, Arrays.copyOf(whole, whole.length * percent / 100));
            assertFails(weights, Code.CONVERT_FORMAT, percent < 50 ? "get it again" : "cut short");
        }
        Files.write(weights, whole);
        Path packed = gzip(weights);
        byte[] zipped = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(zipped, zipped.length / 2));
        assertFails(packed, Code.CONVERT_FORMAT, "gzip", "cut short");
    }

    @Test
    void aGzipFileThatUnpacksToTooMuchIsRefusedEarly() throws IOException {
        Path packed = gzip(write("0".repeat(100_000)));
        Path target = folder.resolve("unpacked");
        assertThatThrownBy(() -> Gzip.unpack(packed, target, 70_000))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(Code.CONVERT_FORMAT));
        assertThat(Files.size(target)).isLessThanOrEqualTo(70_000);
    }

    @Test
    void theModelNeverReplacesItsOwnWeights() throws IOException {
        fixture.legacy(weights, "");
        assertThatThrownBy(() -> converter.convert(weights, weights, Progress.none()))
                .hasMessageContaining("choose another name");
        assertOnly(weights);
    }

    private GraphProto graphOf(Path file) throws IOException {
        converter.convert(file, onnx, Progress.none());
        return ModelProto.parseFrom(Files.readAllBytes(onnx)).getGraph();
    }

    private void assertFails(Path file, Code code, String... parts) throws IOException {
        List<Path> before = list();
        assertThatThrownBy(() -> converter.convert(file, onnx, Progress.none()))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(List.of(parts)).doesNotContain("\n");
                });
        assertThat(list()).as("files left").isEqualTo(before);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(weights, content, StandardCharsets.ISO_8859_1);
    }

    private Path gzip(Path file) throws IOException {
        Path packed = folder.resolve(file.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        return packed;
    }

    private void assertOnly(Path... files) throws IOException {
        assertThat(list()).containsExactlyInAnyOrder(files);
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
