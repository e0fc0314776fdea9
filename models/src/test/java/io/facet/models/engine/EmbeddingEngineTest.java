package io.facet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.image.ImageException;
import io.facet.models.image.ImageLimits;
import io.facet.models.image.Inputs;
import io.facet.models.image.Pictures;
import io.facet.models.runtime.Device;
import io.facet.models.runtime.OnnxRuntime;
import io.facet.models.testing.TinyModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddingEngineTest {

    @TempDir
    private Path folder;

    @Test
    void rowsAreLittleEndianFloatsOfLengthOne() throws IOException {
        try (PipelineEngine engine = engine(TinyModel.product(TinyModel.ANY), Normalise.L2);
                PipelineEngine.Batch batch = engine.newBatch(2)) {
            batch.load(0, picture(1));
            batch.load(1, picture(2));
            batch.run(0, 2);

            assertThat(engine.dimension()).isEqualTo(5);
            assertThat(batch.row(0).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(batch.row(0).remaining()).isEqualTo(20);
            assertThat(length(batch.row(0))).isCloseTo(1, within(1e-6));
            assertThat(batch.row(0)).isNotEqualTo(batch.row(1));
        }
    }

    @Test
    void aModelThatRunsWhollyOnItsDeviceIsNothingToTalkAbout() throws IOException {
        try (PipelineEngine engine = engine(TinyModel.product(TinyModel.ANY), Normalise.L2)) {
            assertThat(engine.notice()).isEmpty();
        }
        assertThat(EmbeddingEngine.partlyOnCpu(new Device.Cuda(1)))
                .startsWith("GPU 1 (CUDA) cannot run the whole model");
    }

    @Test
    void withoutNormalisingARowIsWhatTheModelReturns() throws IOException {
        ByteBuffer plain = row(TinyModel.product(1), Normalise.NONE);
        ByteBuffer unit = row(TinyModel.product(1), Normalise.L2);

        double length = length(plain);
        assertThat(length).isNotCloseTo(1, within(0.1));
        for (int i = 0; i < 5; i++) {
            assertThat(unit.getFloat(4 * i)).isEqualTo((float) (plain.getFloat(4 * i) / length));
        }
    }

    @Test
    void modelsOfHalfPrecisionGiveAlmostTheSameRows() throws IOException {
        ByteBuffer full = row(TinyModel.product(1), Normalise.L2);
        ByteBuffer half = row(TinyModel.ofHalfs().productOf(1), Normalise.L2);

        for (int i = 0; i < 5; i++) {
            assertThat(half.getFloat(4 * i)).isCloseTo(full.getFloat(4 * i), within(2e-3f));
        }
    }

    @Test
    void aVectorOfZerosStaysOne() throws IOException {
        TinyModel zeros = TinyModel.ofFloats()
                .input("image", 1, 3, 4, 4)
                .node("Flatten", "flat", "image")
                .with("axis", 1)
                .node("MatMul", "vector", "flat", "weights")
                .matrix("weights", 48, 5, new float[240])
                .output("vector", 1, 5);

        ByteBuffer row = row(zeros, Normalise.L2);

        for (int i = 0; i < 5; i++) {
            assertThat(row.getFloat(4 * i)).isZero();
        }
    }

    @Test
    void aRowThatIsNotFiniteFailsTheRun() throws IOException {
        float[] weights = TinyModel.weights();
        weights[7] = Float.NaN;
        TinyModel broken = TinyModel.ofFloats()
                .input("image", 1, 3, 4, 4)
                .node("Flatten", "flat", "image")
                .with("axis", 1)
                .node("MatMul", "vector", "flat", "weights")
                .matrix("weights", 48, 5, weights)
                .output("vector", 1, 5);

        assertThatThrownBy(() -> row(broken, Normalise.L2))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(Code.MODEL_RUN))
                .hasMessageContaining("not finite");
    }

    @Test
    void anImageThatCannotBeReadLeavesTheOthersAlone() throws IOException {
        ImageContent text = new ImageContent("a.jpg", ByteBuffer.wrap("no picture".getBytes(StandardCharsets.UTF_8)));
        try (PipelineEngine engine = engine(TinyModel.product(TinyModel.ANY), Normalise.L2);
                PipelineEngine.Batch batch = engine.newBatch(2)) {
            batch.load(0, picture(1));
            assertThatThrownBy(() -> batch.load(1, text)).isInstanceOf(ImageException.class);
            batch.load(1, picture(2));
            batch.run(0, 2);
            ByteBuffer alone = row(TinyModel.product(TinyModel.ANY), Normalise.L2);

            assertThat(batch.row(0)).isEqualTo(alone);
        }
    }

    /** Loads from many threads into one batch, batches of many threads on one engine: always the same bytes. */
    @Test
    void manyThreadsGiveTheBytesOfOne() throws Exception {
        int images = 40;
        try (PipelineEngine engine = engine(TinyModel.product(TinyModel.ANY), Normalise.L2)) {
            List<ByteBuffer> expected = new ArrayList<>();
            try (PipelineEngine.Batch batch = engine.newBatch(1)) {
                for (int i = 0; i < images; i++) {
                    batch.load(0, picture(i));
                    batch.run(0, 1);
                    expected.add(copy(batch.row(0)));
                }
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<Future<?>> running = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    running.add(threads.submit(() -> loadTogetherAndCompare(engine, images, expected)));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            }
        }
    }

    private static void loadTogetherAndCompare(PipelineEngine engine, int images, List<ByteBuffer> expected) {
        try (PipelineEngine.Batch batch = engine.newBatch(images)) {
            for (int round = 0; round < 5; round++) {
                List<CompletableFuture<Void>> loads = new ArrayList<>();
                for (int i = 0; i < images; i++) {
                    int index = i;
                    loads.add(CompletableFuture.runAsync(() -> batch.load(index, picture(index))));
                }
                loads.forEach(CompletableFuture::join);
                batch.run(0, images);
                for (int i = 0; i < images; i++) {
                    assertThat(batch.row(i)).isEqualTo(expected.get(i));
                }
            }
        }
    }

    @Test
    void closingWhileOthersWorkIsAnExceptionForThemAndNoCrash() throws Exception {
        for (int round = 0; round < 20; round++) {
            PipelineEngine engine = engine(TinyModel.product(TinyModel.ANY), Normalise.L2);
            PipelineEngine.Batch batch = engine.newBatch(4);
            CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> {
                while (true) {
                    batch.load(0, picture(3));
                    batch.run(0, 1);
                }
            });
            while (!worker.isDone() && !ran(batch)) {
                Thread.onSpinWait();
            }
            engine.close();

            assertThat(worker.handle((none, e) -> e).get())
                    .rootCause()
                    .isInstanceOfAny(
                            IllegalStateException.class, ModelException.class, ai.onnxruntime.OrtException.class);
            assertThatThrownBy(() -> engine.newBatch(1)).isInstanceOf(IllegalStateException.class);
            batch.close();
        }
    }

    private static boolean ran(PipelineEngine.Batch batch) {
        return length(batch.row(0)) > 0.5;
    }

    private ByteBuffer row(TinyModel model, Normalise normalise) throws IOException {
        try (PipelineEngine engine = engine(model, normalise);
                PipelineEngine.Batch batch = engine.newBatch(1)) {
            batch.load(0, picture(1));
            batch.run(0, 1);
            return copy(batch.row(0));
        }
    }

    private PipelineEngine engine(TinyModel model, Normalise normalise) throws IOException {
        return EmbeddingEngine.open(
                OnnxRuntime.load(),
                model.write(folder.resolve("model.onnx")),
                new Device.Cpu(),
                Inputs.of(4, 4)
                        .layout(Layout.NCHW)
                        .mean(120.0, 110.0, 100.0)
                        .std(60.0, 60.0, 60.0)
                        .build(),
                new EmbeddingOutput(5, normalise),
                ImageLimits.DEFAULT);
    }

    private static ImageContent picture(int number) {
        byte[] file = Pictures.jpeg(Pictures.drawn(40 + number, 60 - number), false);
        return new ImageContent(number + ".jpg", ByteBuffer.wrap(file));
    }

    private static double length(ByteBuffer row) {
        double squares = 0;
        for (int i = 0; i < row.limit() / 4; i++) {
            squares += row.getFloat(4 * i) * row.getFloat(4 * i);
        }
        return Math.sqrt(squares);
    }

    private static ByteBuffer copy(ByteBuffer row) {
        return ByteBuffer.allocate(row.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(row.duplicate())
                .flip();
    }
}
