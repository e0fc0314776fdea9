package io.facet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.image.ImageLimits;
import io.facet.models.image.Inputs;
import io.facet.models.runtime.Device;
import io.facet.models.runtime.OnnxRuntime;
import io.facet.models.testing.Assets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real model against embeddings that were computed without Facet. */
@Timeout(120)
class MobileFaceNetTest {
    private static final List<String> FACES =
            List.of("George_W_Bush_0001", "George_W_Bush_0002", "Tony_Blair_0001", "Tony_Blair_0002");
    private static final int DIMENSION = 128;

    /** RGB, (x / 255 - mean) / std with the mean and standard deviation of ImageNet. */
    private static final ImageInput INPUT = Inputs.of(112, 112)
            .layout(Layout.NCHW)
            .colours(Colours.RGB)
            .mean(255 * 0.485, 255 * 0.456, 255 * 0.406)
            .std(255 * 0.229, 255 * 0.224, 255 * 0.225)
            .build();

    @Test
    void embeddingsEqualTheReference() throws IOException {
        JsonNode golden = JsonMapper.builder().build().readTree(Assets.of("golden/mobilefacenet_embeddings.json"));
        try (PipelineEngine engine = open();
                PipelineEngine.Batch batch = engine.newBatch(FACES.size())) {
            for (int i = 0; i < FACES.size(); i++) {
                batch.load(i, face(FACES.get(i)));
            }
            batch.run(0, FACES.size());

            for (int i = 0; i < FACES.size(); i++) {
                JsonNode expected = golden.get(FACES.get(i)).get("raw");
                double cosine = cosine(batch.row(i), expected);
                System.out.printf("%s: cosine to the reference %.7f%n", FACES.get(i), cosine);
                assertThat(cosine).isGreaterThanOrEqualTo(0.9999);
            }
        }
    }

    @Test
    void aRowDoesNotDependOnTheBatchItIsIn() throws IOException {
        try (PipelineEngine engine = open();
                PipelineEngine.Batch alone = engine.newBatch(1)) {
            alone.load(0, face(FACES.getFirst()));
            alone.run(0, 1);
            for (int size : new int[] {2, 3, 5, 8}) {
                try (PipelineEngine.Batch batch = engine.newBatch(size)) {
                    for (int i = 0; i < size; i++) {
                        batch.load(i, face(FACES.get((i + 1) % FACES.size())));
                    }
                    batch.load(size - 1, face(FACES.getFirst()));
                    batch.run(0, size);
                    assertThat(batch.row(size - 1)).as("in a batch of %d", size).isEqualTo(alone.row(0));
                }
            }
        }
    }

    @Test
    void manyThreadsOnOneSessionGiveTheBytesOfOne() throws Exception {
        try (PipelineEngine engine = open();
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<ByteBuffer> expected = new ArrayList<>();
            try (PipelineEngine.Batch batch = engine.newBatch(1)) {
                for (String name : FACES) {
                    batch.load(0, face(name));
                    batch.run(0, 1);
                    expected.add(
                            ByteBuffer.allocate(4 * DIMENSION).put(batch.row(0)).flip());
                }
            }
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                int first = t;
                workers.add(threads.submit(() -> {
                    try (PipelineEngine.Batch batch = engine.newBatch(1)) {
                        for (int i = 0; i < 8; i++) {
                            int which = (first + i) % FACES.size();
                            batch.load(0, face(FACES.get(which)));
                            batch.run(0, 1);
                            assertThat(batch.row(0)).isEqualTo(expected.get(which));
                        }
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
    }

    @Test
    void aLongRunEndsWhenItIsTerminatedAndTheBatchGoesOnWorking() throws IOException {
        int many = 400;
        try (PipelineEngine engine = open();
                PipelineEngine.Batch batch = engine.newBatch(many)) {
            batch.load(0, face(FACES.getFirst()));
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> batch.run(0, many));
            while (!run.isDone()) {
                batch.terminate();
                Thread.onSpinWait();
            }

            assertThat(run).isCompletedExceptionally();
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(CompletionException.class, run::join))
                    .hasMessageContaining("stopped");
            batch.run(0, 1);
            assertThat(batch.row(0).getFloat(0)).isNotZero();
        }
    }

    private static PipelineEngine open() {
        return EmbeddingEngine.open(
                OnnxRuntime.load(),
                Assets.of("models/mobilefacenet_dynbatch.onnx"),
                new Device.Cpu(),
                INPUT,
                new EmbeddingOutput(DIMENSION, Normalise.L2),
                ImageLimits.DEFAULT);
    }

    private static ImageContent face(String name) {
        Path file = Assets.of("golden/aligned112_" + name + ".png");
        try {
            return new ImageContent(name, ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double cosine(ByteBuffer row, JsonNode expected) {
        ByteBuffer floats = row.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        double product = 0;
        double squares = 0;
        double expectedSquares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            double value = floats.getFloat(4 * i);
            double reference = expected.get(i).asDouble();
            product += value * reference;
            squares += value * value;
            expectedSquares += reference * reference;
        }
        return product / Math.sqrt(squares * expectedSquares);
    }
}
