package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.models.engine.ImageContent;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Reason;
import io.facet.protocol.wire.Result;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotRunnerTest {
    private final FakeEngine engine = new FakeEngine();
    private final Lanes lanes = new Lanes();
    private final RecordingSink sink = new RecordingSink();
    private final SlotMeter meter = new SlotMeter("gpu0-0", System::nanoTime);

    private void slot(int batch) {
        Lane lane = lanes.add(new PreparedRun.DeviceLane(engine, "fake", List.of("gpu0-0"), batch));
        thread = Thread.ofPlatform().name("slot").start(new SlotRunner("gpu0-0", lanes, lane, meter, sink));
    }

    private Thread thread = new Thread();

    @AfterEach
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        lanes.close();
        assertThat(engine.offences).isEmpty();
    }

    @Test
    void every_image_gets_its_own_row_its_slot_and_its_times() throws InterruptedException {
        slot(4);
        load(4);
        Await.until("four results", () -> sink.ended() == 4);

        assertThat(sink.rows()).containsEntry("image-2", List.of(FakeEngine.row("image-2")));
        Result result = sink.result("image-2");
        assertThat(result.getSlotId()).isEqualTo("gpu0-0");
        assertThat(result.getDeviceClass()).isEqualTo("fake");
        assertThat(engine.runs).containsExactly(4);
        assertThat(meter.telemetry().getDone()).isEqualTo(4);
    }

    @Test
    void a_poisoned_image_fails_alone() throws InterruptedException {
        engine.poison("image-5");
        slot(8);
        load(8);
        Await.until("eight outcomes", () -> sink.ended() == 8);

        assertThat(sink.failures()).containsOnlyKeys("image-5");
        Failure failure = sink.failure("image-5");
        assertThat(failure.getReason()).isEqualTo(Reason.MODEL_ERROR);
        assertThat(failure.getRetryable()).isTrue();
        assertThat(failure.getSlotId()).isEqualTo("gpu0-0");
        assertThat(failure.getMessage()).isEqualTo("The model failed.");
        assertThat(sink.rows())
                .hasSize(7)
                .allSatisfy((path, rows) -> assertThat(rows).containsExactly(FakeEngine.row(path)));
        assertThat(meter.telemetry().getFailed()).isEqualTo(1);
    }

    @Test
    void finding_the_poisoned_image_takes_two_runs_a_halving() throws InterruptedException {
        engine.poison("image-0");
        slot(8);
        load(8);
        Await.until("eight outcomes", () -> sink.ended() == 8);

        assertThat(engine.runs).containsExactly(8, 4, 2, 1, 1, 2, 4);
    }

    @Test
    void a_failure_of_any_kind_neither_ends_the_slot_nor_loses_the_image() throws InterruptedException {
        engine.onRun = paths -> {
            if (paths.contains("image-0")) {
                throw new OutOfMemoryError("for a test");
            }
            if (paths.contains("image-1")) {
                throw new IllegalStateException("a bug");
            }
        };
        slot(1);
        load(3);
        Await.until("three outcomes", () -> sink.ended() == 3);

        assertThat(sink.failures()).containsOnlyKeys("image-0", "image-1");
        assertThat(sink.failures().values()).allMatch(Failure::getRetryable);
        assertThat(sink.rows()).containsOnlyKeys("image-2");
    }

    @Test
    void a_run_that_is_stopped_has_not_failed() throws InterruptedException {
        CountDownLatch never = engine.holdRuns();
        slot(1);
        load(1);
        Await.until("it runs", () -> !engine.runs.isEmpty());

        thread.interrupt();
        thread.join();

        assertThat(never.getCount()).isEqualTo(1);
        assertThat(sink.ended()).isZero();
    }

    private void load(int images) throws InterruptedException {
        load(0, images);
    }

    private void load(int from, int to) throws InterruptedException {
        for (int i : IntStream.range(from, to).toArray()) {
            Task task = Tasks.task(i);
            Lanes.Place place = lanes.place();
            place.filling().batch().load(place.index(), new ImageContent(task.path(), ByteBuffer.allocate(0)));
            task.loaded(1, System.nanoTime());
            lanes.loaded(place, task);
        }
    }
}
