package io.facet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facet.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StandInEnginesTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @Test
    void noopRowsFollowFromThePathAndHaveLengthOne() {
        try (PipelineEngine engine = new NoopEngine(512);
                PipelineEngine.Batch batch = engine.newBatch(2);
                PipelineEngine.Batch other = engine.newBatch(1)) {
            batch.load(0, new ImageContent("a/1.jpg", NOTHING));
            batch.load(1, new ImageContent("a/2.jpg", NOTHING));
            other.load(0, new ImageContent("a/2.jpg", NOTHING));
            batch.run(0, 2);
            other.run(0, 1);

            assertThat(batch.row(1)).isEqualTo(other.row(0)).isNotEqualTo(batch.row(0));
            assertThat(batch.row(0).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(batch.row(0).remaining()).isEqualTo(4 * 512);
            double squares = 0;
            for (int i = 0; i < 512; i++) {
                squares += Math.pow(batch.row(0).getFloat(4 * i), 2);
            }
            assertThat(squares).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void simulatedRunsTakeTheirTimePerImage() {
        try (PipelineEngine engine = new SimulatedEngine(8, Duration.ofMillis(20), 1);
                PipelineEngine.Batch batch = engine.newBatch(5)) {
            long start = System.nanoTime();
            batch.run(0, 5);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void simulatedRowsFollowFromPathAndSeed() {
        ByteBuffer row = simulated(1, "x");

        assertThat(simulated(1, "x")).isEqualTo(row);
        assertThat(simulated(2, "x")).isNotEqualTo(row);
        assertThat(simulated(1, "y")).isNotEqualTo(row);
    }

    @Test
    void aSimulatedRunCanBeTerminated() {
        try (PipelineEngine engine = new SimulatedEngine(8, Duration.ofHours(1), 1);
                PipelineEngine.Batch batch = engine.newBatch(1)) {
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> batch.run(0, 1));
            while (!run.isDone()) {
                batch.terminate();
                Thread.onSpinWait();
            }

            assertThatThrownBy(run::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ModelException.class);
        }
    }

    private static ByteBuffer simulated(long seed, String path) {
        try (PipelineEngine engine = new SimulatedEngine(16, Duration.ZERO, seed);
                PipelineEngine.Batch batch = engine.newBatch(1)) {
            batch.load(0, new ImageContent(path, NOTHING));
            batch.run(0, 1);
            return batch.row(0);
        }
    }
}
