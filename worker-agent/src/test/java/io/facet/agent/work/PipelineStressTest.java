package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.content.ContentException;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.models.ModelException;
import io.facet.models.image.ImageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many loaders and slots at once, with images that fail at every stage: each task has one outcome, the right one. */
@Timeout(60)
class PipelineStressTest {
    private static final int IMAGES = 20_000;

    private final HeldTasks held = new HeldTasks();
    private final RecordingSink sink = new RecordingSink(held::remove);
    private final LinkedBlockingQueue<Task> intake = new LinkedBlockingQueue<>();
    private final FakeEngine gpu = new FakeEngine();
    private final FakeEngine cpu = new FakeEngine();

    @Test
    void no_place_is_lost_and_no_task_runs_twice() throws Exception {
        PreparedRun prepared = new PreparedRun(
                List.of(
                        new PreparedRun.DeviceLane(gpu, "gpu", List.of("gpu0-0", "gpu0-1"), 7),
                        new PreparedRun.DeviceLane(cpu, "cpu", List.of("cpu-0", "cpu-1", "cpu-2"), 1)),
                true);
        for (FakeEngine engine : List.of(gpu, cpu)) {
            engine.onLoad = PipelineStressTest::maybeUnreadable;
            engine.onRun = PipelineStressTest::maybePoisoned;
        }
        List<Task> tasks = new ArrayList<>();
        try (Stages stages = new Stages(prepared, intake, this::content, held, sink)) {
            stages.start();
            for (int i = 0; i < IMAGES; i++) {
                String[] avoid = i % 11 == 0 ? new String[] {"gpu0-" + i % 2, "cpu-1"} : new String[0];
                Task task = new Task(Tasks.lease(i, "image-" + i, avoid));
                tasks.add(task);
                Await.until("room", () -> held.size() < 500);
                held.add(task);
                intake.add(task);
            }
            Await.until("all have an outcome", () -> sink.ended() == IMAGES);
        }

        Map<String, List<Integer>> rows = sink.rows();
        for (Task task : tasks) {
            int i = (int) task.leaseId();
            boolean bad = i % 13 == 0 || i % 17 == 0 || i % 19 == 0;
            assertThat(rows.get(task.path()))
                    .as(task.path())
                    .isEqualTo(bad ? null : List.of(FakeEngine.row(task.path())));
        }
        for (FakeEngine engine : List.of(gpu, cpu)) {
            assertThat(engine.offences).isEmpty();
            assertThat(engine.openBatches).hasValue(0);
            assertThat(engine.closed).isTrue();
        }
    }

    private ByteBuffer content(Task task) throws ContentException {
        if (number(task.path()) % 13 == 0) {
            throw new IllegalStateException("a bug in the content source");
        }
        return ByteBuffer.wrap(task.path().getBytes(StandardCharsets.UTF_8));
    }

    private static void maybeUnreadable(String path) {
        if (number(path) % 17 == 0) {
            throw new ImageException(ImageException.Reason.UNREADABLE, "broken");
        }
        if (ThreadLocalRandom.current().nextInt(100) == 0) {
            LockSupport.parkNanos(10_000);
        }
    }

    private static void maybePoisoned(List<String> paths) {
        if (paths.stream().anyMatch(path -> number(path) % 19 == 0)) {
            throw new ModelException(ModelException.Code.MODEL_RUN, "poison");
        }
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring("image-".length()));
    }
}
