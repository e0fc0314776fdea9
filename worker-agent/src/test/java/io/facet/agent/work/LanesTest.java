package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.models.engine.ImageContent;
import io.facet.models.engine.PipelineEngine;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {
    private final FakeEngine engine = new FakeEngine();
    private final Lanes lanes = new Lanes();

    @AfterEach
    void close() {
        lanes.close();
        assertThat(engine.offences).isEmpty();
        assertThat(engine.openBatches).hasValue(0);
    }

    @Test
    void a_batch_of_one_is_ready_as_soon_as_it_is_loaded() throws InterruptedException {
        Lane lane = add(1, "cpu-0");
        Task task = load(1);

        assertThat(lanes.take(lane, "cpu-0").task(0)).isSameAs(task);
    }

    @Test
    void a_batch_of_four_is_taken_when_it_is_full() throws InterruptedException {
        Lane lane = add(4, "cpu-0");
        List<Task> tasks = List.of(load(1), load(2), load(3), load(4));

        Filling filling = lanes.take(lane, "cpu-0");

        assertThat(filling.places()).isEqualTo(4);
        assertThat(filling.task(3)).isSameAs(tasks.get(3));
    }

    @Test
    void a_batch_that_does_not_get_full_is_taken_after_a_moment() throws InterruptedException {
        Lane lane = add(4, "cpu-0");
        load(1);
        load(2);

        assertThat(lanes.take(lane, "cpu-0").places()).isEqualTo(2);
    }

    @Test
    void a_partial_batch_waits_for_an_image_that_is_being_decoded() throws Exception {
        Lane lane = add(4, "cpu-0");
        load(1);
        Lanes.Place slow = lanes.place();
        CompletableFuture<Filling> taken = takeLater(lane, "cpu-0");

        assertThat(taken).isNotDone();
        lanes.loaded(slow, Tasks.task(2));

        assertThat(taken.get(10, TimeUnit.SECONDS).places()).isEqualTo(2);
    }

    @Test
    void an_image_that_cannot_be_loaded_leaves_a_hole() throws InterruptedException {
        Lane lane = add(4, "cpu-0");
        load(1);
        lanes.failed(lanes.place());
        load(3);
        load(4);

        Filling filling = lanes.take(lane, "cpu-0");

        assertThat(filling.places()).isEqualTo(4);
        assertThat(filling.task(1)).isNull();
        assertThat(filling.task(2)).isNotNull();
    }

    @Test
    void a_batch_of_holes_alone_goes_back_to_the_loaders() throws InterruptedException {
        Lane lane = add(2, "cpu-0");
        for (int i = 0; i < 20; i++) {
            lanes.failed(lanes.place());
        }
        Task task = load(1);

        assertThat(lanes.take(lane, "cpu-0").task(0)).isSameAs(task);
    }

    @Test
    void there_is_one_batch_more_than_slots_and_no_place_beyond_them() throws Exception {
        Lane lane = add(2, "cpu-0", "cpu-1");
        for (int i = 0; i < 3 * 2; i++) {
            load(i);
        }
        CompletableFuture<Lanes.Place> seventh = new CompletableFuture<>();
        Thread loader = Thread.ofPlatform().start(() -> {
            try {
                seventh.complete(lanes.place());
            } catch (InterruptedException e) {
                seventh.completeExceptionally(e);
            }
        });
        Await.blocked(loader);
        assertThat(seventh).isNotDone();

        lanes.release(lane, lanes.take(lane, "cpu-0"));

        lanes.failed(seventh.get(10, TimeUnit.SECONDS));
    }

    @Test
    void a_slot_on_which_an_image_failed_leaves_it_to_the_others() throws Exception {
        Lane lane = add(1, "cpu-0", "cpu-1");
        Task avoiding = load(1, "cpu-0");
        Task other = load(2);

        assertThat(lanes.take(lane, "cpu-0").task(0)).isSameAs(other);
        assertThat(lanes.take(lane, "cpu-1").task(0)).isSameAs(avoiding);
    }

    @Test
    void a_partial_batch_is_left_to_the_other_slots_as_well() throws Exception {
        Lane lane = add(4, "cpu-0", "cpu-1");
        Task avoiding = load(1, "cpu-0");
        CompletableFuture<Filling> first = takeLater(lane, "cpu-0");

        assertThat(lanes.take(lane, "cpu-1").task(0)).isSameAs(avoiding);
        assertThat(first).isNotDone();
        load(2);
        assertThat(first.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void an_image_that_failed_on_every_slot_is_tried_again_on_any() throws InterruptedException {
        Lane lane = add(1, "cpu-0", "cpu-1");
        Task task = load(1, "cpu-0", "cpu-1");

        assertThat(lanes.take(lane, "cpu-1").task(0)).isSameAs(task);
    }

    @Test
    void images_that_avoid_one_slot_each_do_not_block_each_other() throws InterruptedException {
        Lane lane = add(2, "cpu-0", "cpu-1");
        load(1, "cpu-0");
        load(2, "cpu-1");

        assertThat(lanes.take(lane, "cpu-0").places()).isEqualTo(2);
    }

    @Test
    void a_single_slot_takes_what_failed_on_it() throws InterruptedException {
        Lane lane = add(1, "cpu-0");
        Task task = load(1, "cpu-0");

        assertThat(lanes.take(lane, "cpu-0").task(0)).isSameAs(task);
    }

    @Test
    void images_go_to_whichever_device_has_room() throws InterruptedException {
        FakeEngine second = new FakeEngine();
        Lane gpu = add(1, "gpu0-0");
        Lane cpu = lanes.add(new PreparedRun.DeviceLane(second, "cpu", List.of("cpu-0"), 1));
        for (int i = 0; i < 4; i++) {
            load(i);
        }

        assertThat(lanes.take(gpu, "gpu0-0").task(0)).isNotNull();
        assertThat(lanes.take(cpu, "cpu-0").task(0)).isNotNull();
        assertThat(second.openBatches).hasValue(2);
    }

    @Test
    void a_device_without_memory_for_its_batches_gives_up_what_it_has() {
        FakeEngine small = new FakeEngine();
        PipelineEngine failing = new PipelineEngine() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public Batch newBatch(int capacity) {
                if (small.openBatches.get() == 1) {
                    throw new OutOfMemoryError("no memory for a batch");
                }
                return small.newBatch(capacity);
            }

            @Override
            public void close() {
                small.close();
            }
        };

        assertThatThrownBy(() -> lanes.add(new PreparedRun.DeviceLane(failing, "cpu", List.of("cpu-0"), 4)))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(small.openBatches).hasValue(0);
        assertThat(small.closed).isTrue();
    }

    private Lane add(int batch, String... slots) {
        return lanes.add(new PreparedRun.DeviceLane(engine, "fake", List.of(slots), batch));
    }

    private Task load(long id, String... avoid) throws InterruptedException {
        Task task = new Task(Tasks.lease(id, "image-" + id, avoid));
        Lanes.Place place = lanes.place();
        place.filling().batch().load(place.index(), new ImageContent(task.path(), ByteBuffer.allocate(0)));
        lanes.loaded(place, task);
        return task;
    }

    private CompletableFuture<Filling> takeLater(Lane lane, String slot) {
        CompletableFuture<Filling> taken = new CompletableFuture<>();
        Thread taker = Thread.ofPlatform().start(() -> {
            try {
                taken.complete(lanes.take(lane, slot));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        Await.blocked(taker);
        return taken;
    }

    @Test
    void after_the_end_slots_get_nothing_more_and_those_that_wait_hear_of_it() throws Exception {
        Lane lane = add(1, "cpu-0");
        CompletableFuture<Filling> taken = takeLater(lane, "cpu-0");
        lanes.end();

        assertThatThrownBy(() -> taken.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(InterruptedException.class);
        load(1);
        assertThatThrownBy(() -> lanes.take(lane, "cpu-0")).isInstanceOf(InterruptedException.class);
    }
}
