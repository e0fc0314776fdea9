package io.facet.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.NumberType;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.image.Inputs;
import io.facet.models.testing.Assets;
import io.facet.models.testing.TinyModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSessionTest {
    private static final ImageInput INPUT = Inputs.of(4, 4).layout(Layout.NCHW).build();
    private static final EmbeddingOutput OUTPUT = new EmbeddingOutput(5, Normalise.NONE);

    @TempDir
    private Path folder;

    /** Batch in the file (0 any), capacity, images. */
    @ParameterizedTest
    @CsvSource({"0,1,1", "0,8,8", "0,8,3", "1,1,1", "1,6,5", "4,4,4", "4,9,7", "4,2,1"})
    void everyImageOfABatchGetsItsOwnResult(int fixed, int capacity, int count) throws IOException {
        try (ModelSession session = open(TinyModel.product(fixed));
                SessionBatch batch = session.newBatch(capacity)) {
            for (int i = 0; i < count; i++) {
                fill(batch.input(i), i + 1);
            }

            batch.run(0, count);

            assertThat(session.fixedBatch()).isEqualTo(fixed);
            for (int i = 0; i < count; i++) {
                assertThat(floats(batch.output(i))).containsExactly(expected(i + 1), within(1e-3f));
            }
        }
    }

    @Test
    void aBatchMayBeRunAgainWithMoreOrLess() throws IOException {
        try (ModelSession session = open(TinyModel.product(TinyModel.ANY));
                SessionBatch batch = session.newBatch(3)) {
            for (int count : new int[] {3, 1, 2, 3}) {
                for (int i = 0; i < count; i++) {
                    fill(batch.input(i), 10 * count + i);
                }
                batch.run(0, count);
                for (int i = 0; i < count; i++) {
                    assertThat(floats(batch.output(i))).containsExactly(expected(10 * count + i), within(1e-2f));
                }
            }
        }
    }

    /** Batch in the file (0 any), from, to: a part gives the bytes that the whole gives. */
    @ParameterizedTest
    @CsvSource({"0,0,3", "0,2,5", "0,4,5", "1,1,4", "4,0,2", "4,1,3", "4,3,5", "4,4,5", "4,0,5"})
    void aPartOfABatchCanBeRun(int fixed, int from, int to) throws IOException {
        try (ModelSession session = open(TinyModel.product(fixed));
                SessionBatch whole = session.newBatch(5);
                SessionBatch batch = session.newBatch(5)) {
            for (int i = 0; i < 5; i++) {
                fill(whole.input(i), i + 1);
                fill(batch.input(i), i + 1);
            }
            whole.run(0, 5);

            batch.run(from, to);

            for (int i = from; i < to; i++) {
                assertThat(batch.output(i)).isEqualTo(whole.output(i));
            }
        }
    }

    /** Images that have not come through a run may be the ones that the batch failed on. */
    @Test
    void imagesOutsideThePartAreKeptAwayFromIt() throws IOException {
        TinyModel mixing = TinyModel.ofFloats()
                .input("image", 4, 3, 4, 4)
                .node("Flatten", "flat", "image")
                .with("axis", 1)
                .node("MatMul", "own", "flat", "weights")
                .matrix("weights", 48, 5, TinyModel.weights())
                .node("ReduceSum", "all", "own", "axes")
                .constant("axes", 0)
                .node("Add", "vector", "own", "all")
                .output("vector", 4, 5);
        try (ModelSession session = open(mixing);
                SessionBatch batch = session.newBatch(4)) {
            for (int i = 0; i < 4; i++) {
                fill(batch.input(i), i + 1);
            }

            batch.run(0, 1);
            assertThat(floats(batch.output(0))).containsExactly(expected(2), within(1e-3f));
            batch.run(2, 3);
            assertThat(floats(batch.output(2))).containsExactly(expected(6), within(1e-3f));
        }
    }

    @Test
    void aModelThatSaysAnyNumberButIsMadeForOneIsRunOneAtATime() throws IOException {
        TinyModel model = TinyModel.ofFloats()
                .input("image", TinyModel.ANY, 3, 4, 4)
                .node("Reshape", "flat", "image", "shape")
                .constant("shape", 1, 48)
                .node("MatMul", "vector", "flat", "weights")
                .matrix("weights", 48, 5, TinyModel.weights())
                .output("vector", TinyModel.ANY, 5);
        try (ModelSession session = open(model);
                SessionBatch batch = session.newBatch(2)) {
            fill(batch.input(0), 1);
            fill(batch.input(1), 2);

            batch.run(0, 2);

            assertThat(session.fixedBatch()).isEqualTo(1);
            assertThat(floats(batch.output(1))).containsExactly(expected(2), within(1e-3f));
        }
    }

    @Test
    void halfPrecisionInputsAndOutputsAreSupported() throws IOException {
        try (ModelSession session = open(TinyModel.ofHalfs().productOf(TinyModel.ANY));
                SessionBatch batch = session.newBatch(2)) {
            ByteBuffer input = batch.input(1);
            for (int i = 0; i < 48; i++) {
                input.putShort(2 * i, Float.floatToFloat16(value(i, 3)));
            }

            batch.run(0, 2);

            assertThat(session.signature().input().type()).isEqualTo(NumberType.FLOAT16);
            for (int d = 0; d < 5; d++) {
                assertThat(Float.float16ToFloat(batch.output(1).getShort(2 * d)))
                        .isCloseTo(expected(3)[d], within(0.05f));
            }
        }
    }

    @Test
    void theFirstOutputOfTheRightSizeIsTaken() throws IOException {
        TinyModel model =
                TinyModel.product(TinyModel.ANY).node("Relu", "other", "flat").output("other", TinyModel.ANY, 48);

        try (ModelSession session = open(model, new EmbeddingOutput(48, Normalise.NONE))) {
            assertThat(session.signature().output().name()).isEqualTo("other");
        }
    }

    @Test
    void whatDoesNotFitTheCardIsOneClearSentence() throws IOException {
        Path model = TinyModel.product(TinyModel.ANY).write(folder.resolve("a.onnx"));
        ImageInput nhwc = Inputs.of(4, 4).layout(Layout.NHWC).build();
        ImageInput larger = Inputs.of(8, 8).layout(Layout.NCHW).build();

        assertRefused(
                model, nhwc, OUTPUT, Code.MODEL_INVALID, "takes N x 3 x 4 x 4 and its card says N x 4 x 4 x 3 (NHWC)");
        assertRefused(
                model,
                larger,
                OUTPUT,
                Code.MODEL_INVALID,
                "takes N x 3 x 4 x 4 and its card says N x 3 x 8 x 8 (NCHW)");
        assertRefused(
                model,
                INPUT,
                new EmbeddingOutput(512, Normalise.L2),
                Code.MODEL_INVALID,
                "returns N x 5 and its card says N x 512");
    }

    @Test
    void modelsOfAnotherKindAreRefused() throws IOException {
        Path bytes = TinyModel.ofBytes()
                .input("image", 1, 3, 4, 4)
                .node("Identity", "same", "image")
                .output("same", 1, 3, 4, 4)
                .write(folder.resolve("bytes.onnx"));
        Path two = TinyModel.ofFloats()
                .input("a", 1, 3, 4, 4)
                .input("b", 1, 3, 4, 4)
                .node("Add", "sum", "a", "b")
                .output("sum", 1, 3, 4, 4)
                .write(folder.resolve("two.onnx"));

        assertRefused(bytes, INPUT, OUTPUT, Code.MODEL_INVALID, "takes no floats");
        assertRefused(two, INPUT, OUTPUT, Code.MODEL_INVALID, "has 2 inputs");
    }

    @Test
    void filesThatAreNoModelsAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "this is no model");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        byte[] whole = TinyModel.product(1).bytes();
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2));

        assertRefused(folder.resolve("none.onnx"), INPUT, OUTPUT, Code.MODEL_MISSING, "no model file");
        for (Path file : List.of(text, empty, cut)) {
            assertRefused(file, INPUT, OUTPUT, Code.MODEL_REFUSED, "ONNX Runtime refuses " + file.getFileName() + ": ");
        }
    }

    @Test
    void aModelThatOnnxRuntimeRefusesIsOneClearLine() {
        Path file = Assets.of("models/refused_by_onnxruntime.onnx");

        assertRefused(file, INPUT, OUTPUT, Code.MODEL_REFUSED, "Invalid Target shape product of 0");
    }

    @Test
    void aGpuThatIsNotThereIsNeverReplacedByTheCpu() throws IOException {
        Path file = TinyModel.product(1).write(folder.resolve("a.onnx"));
        if (NvidiaLibraries.firstMissing().isEmpty()) {
            return;
        }

        assertThatThrownBy(() -> ModelSession.open(OnnxRuntime.load(), file, new Device.Cuda(0), INPUT, OUTPUT))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(Code.DEVICE_UNAVAILABLE))
                .hasMessageContaining("missing");
    }

    @Test
    void useAfterClosingIsAnExceptionAndNoCrash() throws IOException {
        ModelSession session = open(TinyModel.product(TinyModel.ANY));
        SessionBatch batch = session.newBatch(1);
        session.close();
        session.close();

        assertThatThrownBy(() -> batch.run(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.newBatch(1)).isInstanceOf(IllegalStateException.class);
        batch.terminate();
        batch.close();
    }

    @Test
    void countsOutsideTheCapacityAreRefused() throws IOException {
        try (ModelSession session = open(TinyModel.product(TinyModel.ANY));
                SessionBatch batch = session.newBatch(2)) {
            assertThatThrownBy(() -> batch.run(0, 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> batch.run(0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> batch.input(2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> session.newBatch(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private ModelSession open(TinyModel model) throws IOException {
        return open(model, OUTPUT);
    }

    private ModelSession open(TinyModel model, EmbeddingOutput output) throws IOException {
        Path file = model.write(folder.resolve("model.onnx"));
        return ModelSession.open(OnnxRuntime.load(), file, new Device.Cpu(), INPUT, output);
    }

    private static void assertRefused(Path file, ImageInput input, EmbeddingOutput output, Code code, String message) {
        assertThatThrownBy(() -> ModelSession.open(OnnxRuntime.load(), file, new Device.Cpu(), input, output))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("onnxruntime_src")
                .hasMessageEndingWith(".");
    }

    private static void fill(ByteBuffer input, int image) {
        for (int i = 0; i < 48; i++) {
            input.putFloat(4 * i, value(i, image));
        }
    }

    private static float value(int i, int image) {
        return (i * 31 % 17 - 8) / 16f * image;
    }

    private static float[] expected(int image) {
        float[] weights = TinyModel.weights();
        float[] result = new float[5];
        for (int i = 0; i < 48; i++) {
            for (int d = 0; d < 5; d++) {
                result[d] += value(i, image) * weights[5 * i + d];
            }
        }
        return result;
    }

    private static float[] floats(ByteBuffer row) {
        float[] floats = new float[row.limit() / 4];
        row.asFloatBuffer().get(floats);
        return floats;
    }
}
