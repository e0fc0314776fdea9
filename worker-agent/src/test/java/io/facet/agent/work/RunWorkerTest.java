package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.content.AllowedRoots;
import io.facet.agent.content.ContentSource;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.models.ModelException;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunWorkerTest {
    private final FakeEngine engine = new FakeEngine();
    private final RecordingMaster master = new RecordingMaster();
    private @Nullable RunWorker open;

    private RunWorker worker(RunPreparer preparer) {
        ContentSource noContent =
                new ContentSource(AllowedRoots.of(List.of(), List.of()), "/data", 1 << 20, Optional::empty);
        open = new RunWorker(RunSpec.newBuilder().setRunId("run-1").build(), preparer, noContent, master);
        return open;
    }

    private PreparedRun prepared(boolean needsContent) {
        return new PreparedRun(List.of(new PreparedRun.DeviceLane(engine, "fake", List.of("cpu-0"), 1)), needsContent);
    }

    private RunWorker ready() {
        RunWorker worker = worker((spec, progress) -> prepared(false));
        connect(worker);
        Await.until("ready", () -> master.lastStatus().getState() == RunStatus.State.READY);
        return worker;
    }

    private void connect(RunWorker worker) {
        master.listen(true);
        worker.connected();
    }

    private void cut(RunWorker worker) {
        master.listen(false);
        worker.disconnected();
    }

    private static void lend(RunWorker worker, long... ids) {
        worker.lease(LongStream.of(ids)
                .mapToObj(id -> Tasks.lease(id, "image-" + id))
                .toList());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
            assertThat(engine.offences).isEmpty();
            assertThat(engine.openBatches).hasValue(0);
        }
    }

    @Test
    void a_run_that_is_ready_asks_for_images_and_hands_in_what_comes_of_them() {
        RunWorker worker = ready();
        assertThat(master.states()).containsSubsequence(RunStatus.State.PREPARING, RunStatus.State.READY);
        Await.until("demand", () -> master.demand() == 2);

        lend(worker, 1, 2);
        Await.until("two results", () -> master.results().size() == 2);

        assertThat(master.results()).extracting(Result::getPath).containsExactlyInAnyOrder("image-1", "image-2");
        assertThat(worker.heldLeases()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(worker.unacknowledged()).isEqualTo(2);

        worker.acknowledge(List.of(1L, 2L));
        assertThat(worker.heldLeases()).isEmpty();
        assertThat(worker.unacknowledged()).isZero();
        Await.until("more demand", () -> master.demand() > 2);
    }

    @Test
    void an_agent_that_is_connected_before_it_is_ready_does_not_starve() {
        CountDownLatch goOn = new CountDownLatch(1);
        RunWorker worker = worker((spec, progress) -> {
            goOn.await();
            return prepared(false);
        });
        connect(worker);
        cut(worker);
        connect(worker);
        assertThat(master.demand()).isZero();
        goOn.countDown();

        Await.until("demand", () -> master.demand() == 2);
    }

    @Test
    void an_agent_that_gets_ready_while_the_master_is_away_asks_when_it_is_back() {
        RunWorker worker = worker((spec, progress) -> prepared(false));
        Await.until("ready", () -> !worker.slots().isEmpty());
        connect(worker);

        Await.until("demand", () -> master.demand() == 2);
        assertThat(master.lastStatus().getState()).isEqualTo(RunStatus.State.READY);
    }

    @Test
    void credits_that_a_master_forgot_are_asked_for_again() {
        RunWorker worker = ready();
        Await.until("demand", () -> master.demand() == 2);
        cut(worker);
        connect(worker);

        assertThat(master.demand()).isEqualTo(2);
    }

    @Test
    void a_run_that_cannot_be_made_ready_says_why() {
        RunWorker worker = worker((spec, progress) -> {
            throw new ModelException(ModelException.Code.MODEL_REFUSED, "The file is no model.");
        });
        connect(worker);
        Await.until("failed", () -> master.lastStatus().getState() == RunStatus.State.FAILED);

        assertThat(master.lastStatus().getCode()).isEqualTo("MODEL_REFUSED");
        assertThat(master.lastStatus().getMessage()).isEqualTo("The file is no model.");
        assertThat(worker.hasFailed()).isTrue();
        assertThat(master.demand()).isZero();
    }

    @Test
    void what_people_should_know_of_an_engine_is_said_with_ready_and_again_after_a_cut() {
        engine.notice = Optional.of("A part of the model runs on the processor.");
        RunWorker worker = ready();
        assertThat(master.lastStatus().getNoticesList()).containsExactly("A part of the model runs on the processor.");
        cut(worker);
        connect(worker);

        assertThat(master.lastStatus().getNoticesList()).hasSize(1);
    }

    @Test
    void a_bug_in_making_ready_is_said_as_well() {
        RunWorker worker = worker((spec, progress) -> {
            throw new UnsatisfiedLinkError("no onnxruntime4j_jni");
        });
        connect(worker);
        Await.until("failed", () -> master.lastStatus().getState() == RunStatus.State.FAILED);

        assertThat(master.lastStatus().getMessage()).contains("no onnxruntime4j_jni");
    }

    @Test
    void a_cut_while_a_model_is_fetched_is_no_reason_to_give_up_the_run() {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch cut = new CountDownLatch(1);
        RunWorker worker = worker((spec, progress) -> {
            if (tries.incrementAndGet() == 1) {
                cut.await();
                throw new ProtocolException(ProtocolException.Code.MASTER_UNREACHABLE, "gone");
            }
            return prepared(false);
        });
        connect(worker);
        cut(worker);
        cut.countDown();
        connect(worker);
        Await.until("ready", () -> master.lastStatus().getState() == RunStatus.State.READY);

        assertThat(master.states()).doesNotContain(RunStatus.State.FAILED);
    }

    @Test
    void a_master_that_does_not_give_the_model_is_asked_only_so_often() {
        AtomicInteger tries = new AtomicInteger();
        RunWorker worker = worker((spec, progress) -> {
            tries.incrementAndGet();
            throw new ProtocolException(ProtocolException.Code.MASTER_UNREACHABLE, "broken");
        });
        connect(worker);
        Await.until("failed", () -> master.lastStatus().getState() == RunStatus.State.FAILED);

        assertThat(tries).hasValue(5);
    }

    @Test
    void progress_is_said_in_steps_that_can_be_seen() {
        CountDownLatch connected = new CountDownLatch(1);
        RunWorker worker = worker((spec, progress) -> {
            connected.await();
            for (int i = 0; i <= 100_000; i++) {
                progress.accept("Fetching the model", i / 100_000.0);
            }
            return prepared(false);
        });
        connect(worker);
        connected.countDown();
        Await.until("ready", () -> master.lastStatus().getState() == RunStatus.State.READY);

        assertThat(master.states().size()).isBetween(90, 120);
    }

    @Test
    void a_cut_lets_go_what_has_not_begun_and_what_has_is_handed_in_to_the_next_master() {
        CountDownLatch goOn = engine.holdRuns();
        RunWorker worker = ready();
        lend(worker, 1, 2, 3, 4);
        Await.until("one runs, two are decoded", () -> engine.runs.size() == 1);
        Await.until("decoded", () -> worker.heldLeases().size() == 4);
        cut(worker);
        List<Long> kept = worker.heldLeases();
        assertThat(kept).hasSizeBetween(1, 2).allMatch(id -> id >= 1L << 62);

        goOn.countDown();
        connect(worker);
        Await.until("what was begun is handed in", () -> master.results().size() == kept.size());
        assertThat(master.results()).extracting(Result::getLeaseId).containsExactlyInAnyOrderElementsOf(kept);

        worker.acknowledge(kept);
        assertThat(worker.unacknowledged()).isZero();
    }

    @Test
    void failures_are_handed_in_after_a_cut_like_results() {
        engine.onLoad = path -> {
            throw new io.facet.models.image.ImageException(
                    io.facet.models.image.ImageException.Reason.UNREADABLE, "Broken.");
        };
        RunWorker worker = ready();
        lend(worker, 1);
        Await.until("it failed", () -> master.failures().size() == 1);
        cut(worker);
        connect(worker);
        Await.until("it is said again", () -> master.failures().size() == 1);
        long number = master.failures().getFirst().getLeaseId();
        assertThat(number).isGreaterThanOrEqualTo(1L << 62);

        worker.acknowledge(List.of(number));
        assertThat(worker.unacknowledged()).isZero();
        assertThat(worker.heldLeases()).isEmpty();
    }

    @Test
    void an_acknowledgement_of_what_was_handed_in_does_not_end_a_new_lease_of_the_same_number() {
        RunWorker worker = ready();
        engine.onLoad = path -> {
            throw new IllegalStateException("a bug");
        };
        lend(worker, 1);
        Await.until("it failed", () -> worker.unacknowledged() == 1);
        cut(worker);
        CountDownLatch goOn = engine.holdRuns();
        engine.onLoad = path -> {};
        connect(worker);
        lend(worker, 1);
        Await.until("handed in", () -> !master.failures().isEmpty());
        worker.acknowledge(master.failures().stream().map(Failure::getLeaseId).toList());

        assertThat(worker.heldLeases()).containsExactly(1L);
        goOn.countDown();
        Await.until("the new lease has its result", () -> master.results().size() == 1);
    }

    @Test
    void what_is_revoked_is_neither_worked_on_nor_handed_in() {
        CountDownLatch goOn = engine.holdRuns();
        RunWorker worker = ready();
        lend(worker, 1, 2);
        Await.until("it runs", () -> !engine.runs.isEmpty());
        worker.revoke(List.of(1L, 2L));
        goOn.countDown();
        lend(worker, 3);
        Await.until("the next comes", () -> !master.results().isEmpty());

        assertThat(master.results()).extracting(Result::getPath).containsExactly("image-3");
    }

    @Test
    void while_draining_nothing_is_asked_for_and_what_is_held_is_finished() throws InterruptedException {
        RunWorker worker = ready();
        lend(worker, 1);
        worker.accept(false);
        int asked = master.demand();
        Await.until("it is finished", () -> master.results().size() == 1);
        worker.acknowledge(List.of(1L));
        worker.awaitIdle(Duration.ofSeconds(10));

        assertThat(worker.heldLeases()).isEmpty();
        assertThat(master.demand()).isEqualTo(asked);

        worker.accept(true);
        assertThat(master.demand()).isGreaterThan(asked);
    }

    @Test
    void a_master_that_lends_without_end_is_not_followed() {
        CountDownLatch goOn = engine.holdRuns();
        RunWorker worker = ready();
        for (int round = 0; round < 10; round++) {
            int first = round * 1000;
            lend(worker, LongStream.range(first, first + 1000).toArray());
        }

        assertThat(worker.heldLeases()).hasSize(Limits.CREDITS);
        goOn.countDown();
    }

    @Test
    void without_a_connection_to_fetch_from_images_are_dropped_and_have_not_failed() {
        RunWorker worker = worker((spec, progress) -> prepared(true));
        connect(worker);
        Await.until("demand", () -> master.demand() > 0);
        lend(worker, 1);
        Await.until("dropped", () -> worker.heldLeases().isEmpty());

        assertThat(master.failures()).isEmpty();
    }

    @Test
    void closing_while_it_is_made_ready_does_not_hang_and_closes_what_comes_of_it() {
        CountDownLatch begun = new CountDownLatch(1);
        RunWorker worker = worker((spec, progress) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // a native library that loads a model does not look at interrupts
            }
            return prepared(false);
        });
        awaitLatch(begun);
        worker.close();

        assertThat(engine.closed).isTrue();
        assertThat(engine.openBatches).hasValue(0);
    }

    @Test
    void closing_while_the_model_runs_ends_the_run_and_frees_the_batches() {
        engine.holdRuns();
        RunWorker worker = ready();
        lend(worker, 1, 2, 3);
        Await.until("it runs", () -> !engine.runs.isEmpty());
        worker.close();

        assertThat(engine.closed).isTrue();
        assertThat(engine.openBatches).hasValue(0);
        assertThat(master.failures()).isEmpty();
        open = null;
    }

    @Test
    void after_closing_nothing_is_said() {
        RunWorker worker = ready();
        worker.close();
        open = null;
        master.listen(true);
        worker.connected();
        worker.accept(true);

        assertThat(master.states()).isEmpty();
        assertThat(master.demand()).isZero();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void rework(RunWorker worker, boolean now) {
        List<Boolean> free = new ArrayList<>();
        worker.rework(now, () -> free.add(engine.closed && engine.openBatches.get() == 0));
        assertThat(free).as("no model is loaded in between").containsExactly(true);
    }

    @Test
    void work_that_is_taken_up_anew_finishes_what_runs_and_begins_the_rest_again() throws Exception {
        RunWorker worker = ready();
        CountDownLatch goOn = engine.holdRuns();
        lend(worker, 1, 2, 3, 4);
        Await.until("an image runs", () -> !engine.runs.isEmpty());
        CompletableFuture<Void> reworked = CompletableFuture.runAsync(() -> rework(worker, false));
        Await.until("the master hears of it", () -> master.lastStatus().getState() == RunStatus.State.PREPARING);
        assertThat(reworked).isNotDone();
        goOn.countDown();
        reworked.get(20, TimeUnit.SECONDS);

        Await.until("all results", () -> master.results().size() == 4);
        assertThat(engine.runs).as("none ran twice").hasSize(4);
        assertThat(master.results()).extracting(Result::getLeaseId).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void work_that_is_taken_up_anew_at_once_begins_what_runs_again_and_fails_nothing() {
        RunWorker worker = ready();
        engine.holdRuns();
        lend(worker, 1, 2);
        Await.until("an image runs", () -> !engine.runs.isEmpty());
        engine.onRun = paths -> {};
        rework(worker, true);

        Await.until("both results", () -> master.results().size() == 2);
        assertThat(master.failures()).isEmpty();
    }

    @Test
    void what_is_lent_while_models_are_loaded_anew_is_worked_on_afterwards() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        RunWorker worker = worker((spec, progress) -> {
            if (times.incrementAndGet() == 2) {
                goOn.await();
            }
            return prepared(false);
        });
        connect(worker);
        Await.until("ready", () -> master.lastStatus().getState() == RunStatus.State.READY);
        rework(worker, false);
        int asked = master.demand();
        lend(worker, 1, 2); // sent before the master heard that nothing is asked for any more
        assertThat(master.demand()).isEqualTo(asked);
        goOn.countDown();

        Await.until("both results", () -> master.results().size() == 2);
        worker.acknowledge(List.of(1L, 2L));
        Await.until("it asks anew", () -> master.demand() > asked);
    }

    @Test
    void a_run_that_is_being_made_ready_begins_that_again_and_is_not_called_failed() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        RunWorker worker = worker((spec, progress) -> {
            if (times.incrementAndGet() == 1) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new ProtocolException(ProtocolException.Code.CONTENT_UNREADABLE, "It was cut off.");
                }
            }
            return prepared(false);
        });
        connect(worker);
        Await.until("it prepares", () -> times.get() == 1);
        worker.rework(false, () -> {});
        Await.until("ready", () -> master.lastStatus().getState() == RunStatus.State.READY);

        assertThat(master.states()).doesNotContain(RunStatus.State.FAILED);
    }

    @Test
    void a_run_that_could_not_be_made_ready_may_be_so_the_next_time() {
        AtomicInteger times = new AtomicInteger();
        RunWorker worker = worker((spec, progress) -> {
            if (times.incrementAndGet() == 1) {
                throw new ModelException(ModelException.Code.MODEL_RUN, "There is no memory.");
            }
            return prepared(false);
        });
        connect(worker);
        Await.until("it has failed", worker::hasFailed);
        worker.rework(false, () -> {});
        lend(worker, 1);
        Await.until("a result", () -> master.results().size() == 1);
        assertThat(worker.hasFailed()).isFalse();
    }
}
