package io.facet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Fit;
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
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an image or a batch takes outside the heap is given back at once, not when the heap is collected. */
@Timeout(120)
class NativeMemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    /** A leak of one picture each would be 3 GB, or 1.5 GB of those that fail. */
    @Test
    void picturesLeaveNothingBehindWhetherTheyCanBeReadOrNot() throws IOException {
        byte[] large = Pictures.jpeg(Pictures.drawn(1000, 1000), false);
        ImageContent good = new ImageContent("good", ByteBuffer.wrap(large));
        ImageContent cut = new ImageContent("cut", ByteBuffer.wrap(Arrays.copyOf(large, large.length / 2)));
        try (PipelineEngine engine = engine();
                PipelineEngine.Batch batch = engine.newBatch(1)) {
            load(batch, good, cut, 50);
            long before = Pointer.physicalBytes();

            load(batch, good, cut, 500);

            assertThat(Pointer.physicalBytes() - before).isLessThan(200 * MIB);
        }
    }

    /** Each batch holds 77 MB. */
    @Test
    void closedBatchesLeaveNothingBehind() throws IOException {
        try (PipelineEngine engine = engine()) {
            openAndClose(engine, 3);
            long before = Pointer.physicalBytes();

            openAndClose(engine, 40);

            assertThat(Pointer.physicalBytes() - before).isLessThan(300 * MIB);
        }
    }

    private static void load(PipelineEngine.Batch batch, ImageContent good, ImageContent cut, int times) {
        for (int i = 0; i < times; i++) {
            batch.load(0, good);
            try {
                batch.load(0, cut);
            } catch (ImageException e) {
                continue;
            }
            throw new AssertionError("half a picture was read");
        }
    }

    private static void openAndClose(PipelineEngine engine, int times) {
        ByteBuffer picture = ByteBuffer.wrap(Pictures.jpeg(Pictures.drawn(60, 60), false));
        for (int i = 0; i < times; i++) {
            try (PipelineEngine.Batch batch = engine.newBatch(128)) {
                batch.load(127, new ImageContent("x", picture));
                batch.run(0, 128);
            }
        }
    }

    /** Image N x 3 x 224 x 224 to the mean of each of its planes. */
    private PipelineEngine engine() throws IOException {
        ImageInput input = Inputs.of(224, 224)
                .layout(Layout.NCHW)
                .fit(Fit.SHORT_SIDE_CENTRE_CROP)
                .build();
        TinyModel means = TinyModel.ofFloats()
                .input("image", TinyModel.ANY, 3, 224, 224)
                .node("GlobalAveragePool", "pooled", "image")
                .node("Flatten", "vector", "pooled")
                .with("axis", 1)
                .output("vector", TinyModel.ANY, 3);
        return EmbeddingEngine.open(
                OnnxRuntime.load(),
                means.write(folder.resolve("means.onnx")),
                new Device.Cpu(),
                input,
                new EmbeddingOutput(3, Normalise.NONE),
                ImageLimits.DEFAULT);
    }
}
