package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.content.ContentException;
import io.facet.agent.content.ContentFailures;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.models.image.ImageException;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LoaderTest {
    private static final int FILES_AHEAD = 3;

    private final FakeEngine engine = new FakeEngine();
    private final Lanes lanes = new Lanes();
    private final HeldTasks held = new HeldTasks();
    private final LinkedBlockingQueue<Task> intake = new LinkedBlockingQueue<>();
    private final RecordingSink sink = new RecordingSink();
    private final ReadAhead ahead = ReadAhead.of(FILES_AHEAD, 1 << 20);
    private final Lane lane = lanes.add(new PreparedRun.DeviceLane(engine, "fake", List.of("cpu-0", "cpu-1"), 4));
    private volatile Loader.Content content = task -> bytes(task.path());
    private List<Thread> threads = List.of();

    private void start(boolean needsContent) {
        Loader loader = new Loader(intake, ahead, lanes, task -> content.read(task), needsContent, held, sink);
        threads = List.of(
                Thread.ofPlatform().start(loader::fetchAll),
                Thread.ofPlatform().start(loader::loadAll),
                Thread.ofPlatform().start(loader::loadAll));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        lanes.close();
        assertThat(engine.offences).isEmpty();
    }

    @Test
    void images_are_fetched_decoded_and_put_into_batches() throws InterruptedException {
        start(true);
        give(4);

        assertThat(take(4)).allMatch(Task::isBegun);
    }

    @Test
    void a_pipeline_that_does_not_look_at_images_fetches_nothing() throws InterruptedException {
        AtomicInteger reads = new AtomicInteger();
        content = task -> {
            reads.incrementAndGet();
            return bytes("");
        };
        start(false);
        give(4);

        assertThat(take(4)).hasSize(4);
        assertThat(reads).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"UNREADABLE, UNREADABLE, false", "TOO_LARGE, TOO_LARGE, false", "TRANSIENT, UNREADABLE, true"})
    void what_content_cannot_be_had_for_says_what_becomes_of_the_image(
            ContentException.Kind kind, Reason reason, boolean retryable) {
        content = task -> {
            throw ContentFailures.of(kind, "Because.");
        };
        start(true);
        give(1);
        Await.until("an outcome", () -> sink.ended() == 1);

        Failure failure = sink.failure("image-0");
        assertThat(failure.getReason()).isEqualTo(reason);
        assertThat(failure.getRetryable()).isEqualTo(retryable);
        assertThat(failure.getMessage()).isEqualTo("Because.");
    }

    @ParameterizedTest
    @CsvSource({"LEASE_OVER", "MASTER_AWAY"})
    void an_image_whose_lease_is_over_is_dropped_and_has_not_failed(ContentException.Kind kind) {
        content = task -> {
            throw ContentFailures.of(kind, "Over.");
        };
        start(true);
        give(1);
        Await.until("it is dropped", () -> sink.dropped().size() == 1);

        assertThat(sink.failures()).isEmpty();
    }

    @Test
    void a_bug_in_fetching_fails_the_image_and_nothing_else() throws InterruptedException {
        content = task -> {
            if (task.leaseId() < 10) {
                throw new OutOfMemoryError("for a test");
            }
            return bytes(task.path());
        };
        start(true);
        give(14);

        assertThat(take(4)).extracting(Task::leaseId).allMatch(id -> id >= 10);
        // Files are on their way several at a time: the last to fail may do so after the first that is decoded.
        Await.until("all others have failed", () -> sink.failures().size() == 10);
        assertThat(sink.failures().values()).allMatch(Failure::getRetryable);
    }

    @Test
    void an_image_that_cannot_be_decoded_fails_for_good_and_one_that_hits_a_bug_does_not() {
        engine.onLoad = path -> {
            switch (path) {
                case "image-0" -> throw new ImageException(ImageException.Reason.UNREADABLE, "Broken.");
                case "image-1" -> throw new ImageException(ImageException.Reason.TOO_LARGE, "Large.");
                default -> throw new UnsatisfiedLinkError("no OpenCV");
            }
        };
        start(true);
        give(3);
        Await.until("three outcomes", () -> sink.ended() == 3);

        assertThat(sink.failure("image-0")).satisfies(f -> {
            assertThat(f.getReason()).isEqualTo(Reason.UNREADABLE);
            assertThat(f.getRetryable()).isFalse();
        });
        assertThat(sink.failure("image-1")).satisfies(f -> {
            assertThat(f.getReason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(f.getRetryable()).isFalse();
        });
        assertThat(sink.failure("image-2")).satisfies(f -> {
            assertThat(f.getRetryable()).isTrue();
            assertThat(f.getMessage()).contains("no OpenCV");
        });
    }

    @Test
    void what_was_revoked_while_it_was_fetched_takes_no_place() throws InterruptedException {
        CountDownLatch fetching = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        content = task -> {
            fetching.countDown();
            await(goOn);
            return bytes(task.path());
        };
        start(true);
        give(2);
        fetching.await();
        held.remove(List.of(0L));
        goOn.countDown();

        assertThat(take(1)).extracting(Task::path).containsExactly("image-1");
    }

    @Test
    void what_was_revoked_before_it_was_fetched_is_not_fetched() {
        AtomicInteger reads = new AtomicInteger();
        content = task -> {
            reads.incrementAndGet();
            return bytes(task.path());
        };
        for (long id = 0; id < 20; id++) {
            intake.add(Tasks.task(id)); // held by nobody
        }
        start(true);
        Await.until(
                "the intake is empty and room is given back",
                () -> intake.isEmpty() && ahead.files().availablePermits() == FILES_AHEAD);

        assertThat(reads).hasValue(0);
    }

    @Test
    void no_more_files_are_ahead_than_allowed() {
        AtomicInteger now = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        content = task -> {
            now.incrementAndGet();
            await(goOn);
            return bytes(task.path());
        };
        start(true);
        give(10);
        Await.until("as many as allowed", () -> now.get() == FILES_AHEAD);
        Await.blocked(threads.getFirst());

        assertThat(now).hasValue(FILES_AHEAD);
        assertThat(intake).hasSize(10 - FILES_AHEAD - 1);
        goOn.countDown();
    }

    /** Takes so many images, however they were put together. */
    private List<Task> take(int images) throws InterruptedException {
        List<Task> tasks = new ArrayList<>();
        while (tasks.size() < images) {
            Filling filling = lanes.take(lane, "cpu-0");
            for (int i = 0; i < filling.places(); i++) {
                Task task = filling.task(i);
                if (task != null) {
                    tasks.add(task);
                }
            }
            lanes.release(lane, filling);
        }
        return tasks;
    }

    private void give(int images) {
        for (long id = 0; id < images; id++) {
            Task task = Tasks.task(id);
            held.add(task);
            intake.add(task);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
