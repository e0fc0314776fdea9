package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Reason;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {
    private final Outbox outbox = new Outbox("run-1", Duration.ZERO);
    private final List<AgentMessage> sent = new ArrayList<>();

    @Test
    void sends_results_and_failures_with_their_lease_and_run() throws InterruptedException {
        outbox.connected();
        Task good = Tasks.loaded(1);
        Task bad = Tasks.task(2);
        outbox.add(good, Tasks.result(good));
        outbox.add(bad, Tasks.failure(bad));

        outbox.sendNext(sent::add);

        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst().getResults().getRunId()).isEqualTo("run-1");
        assertThat(sent.getFirst().getResults().getResults(0).getLeaseId()).isEqualTo(1);
        assertThat(sent.getFirst().getResults().getResults(0).getPath()).isEqualTo("image-1");
        assertThat(sent.getLast().getFailures().getFailures(0).getLeaseId()).isEqualTo(2);
    }

    @Test
    void after_a_cut_sends_everything_unacknowledged_again_under_the_new_numbers() throws InterruptedException {
        HeldTasks held = new HeldTasks();
        List<Task> tasks = List.of(Tasks.loaded(1), Tasks.loaded(2), Tasks.loaded(3));
        tasks.forEach(held::add);
        outbox.connected();
        tasks.forEach(task -> outbox.add(task, Tasks.result(task)));
        outbox.sendNext(sent::add);
        outbox.forget(held.remove(List.of(2L)));
        sent.clear();

        outbox.disconnected();
        held.disconnected();
        outbox.connected();
        outbox.sendNext(sent::add);

        List<Result> again = sent.getFirst().getResults().getResultsList();
        assertThat(again).extracting(Result::getPath).containsExactly("image-1", "image-3");
        assertThat(again)
                .extracting(Result::getLeaseId)
                .containsExactlyInAnyOrderElementsOf(held.leaseIds())
                .allMatch(id -> id >= 1L << 62);

        outbox.forget(held.remove(held.leaseIds()));
        assertThat(outbox.size()).isZero();
    }

    @Test
    void keeps_what_comes_while_the_master_is_away() throws Exception {
        Task task = Tasks.loaded(1);
        outbox.add(task, Tasks.result(task));
        CompletableFuture<Void> sender = CompletableFuture.runAsync(this::sendOnce);

        assertThat(sender).isNotDone();
        outbox.connected();
        sender.get(10, TimeUnit.SECONDS);

        assertThat(sent).hasSize(1);
        assertThat(outbox.size()).isEqualTo(1);
    }

    @Test
    void what_was_acknowledged_or_revoked_before_its_turn_is_not_sent() throws InterruptedException {
        Task gone = Tasks.loaded(1);
        Task stays = Tasks.loaded(2);
        outbox.add(gone, Tasks.result(gone));
        outbox.add(stays, Tasks.result(stays));
        outbox.forget(List.of(gone));
        outbox.connected();

        outbox.sendNext(sent::add);

        assertThat(sent.getFirst().getResults().getResultsList())
                .extracting(Result::getLeaseId)
                .containsExactly(2L);
    }

    @Test
    void a_message_holds_no_more_results_than_the_limit() throws InterruptedException {
        for (long id = 0; id < Outbox.BATCH + 1; id++) {
            Task task = Tasks.loaded(id);
            outbox.add(task, Tasks.result(task));
        }
        outbox.connected();
        outbox.sendNext(sent::add);
        outbox.sendNext(sent::add);

        assertThat(sent)
                .extracting(m -> m.getResults().getResultsCount())
                .containsExactly(Outbox.BATCH, 1)
                .allMatch(n -> n <= Limits.BATCH);
    }

    @Test
    void a_message_is_never_larger_than_the_wire_takes() throws InterruptedException {
        for (long id = 0; id < 10; id++) {
            Task task = Tasks.loaded(id);
            outbox.add(task, withBytes(task, 1_500_000));
        }
        for (long id = 10; id < 800; id++) {
            Task task = Tasks.task(id);
            outbox.add(task, Tasks.failure(task).setMessage("ü".repeat(Limits.TEXT_CHARS)));
        }
        outbox.connected();
        while (sent.stream()
                        .mapToInt(m -> m.getResults().getResultsCount()
                                + m.getFailures().getFailuresCount())
                        .sum()
                < 800) {
            outbox.sendNext(sent::add);
        }

        assertThat(sent).extracting(AgentMessage::getSerializedSize).allMatch(size -> size < Limits.MESSAGE_BYTES);
    }

    @Test
    void rows_that_no_message_can_hold_become_a_failure_that_says_so() throws InterruptedException {
        Task task = Tasks.loaded(1);
        outbox.add(task, withBytes(task, Limits.MESSAGE_BYTES));
        outbox.connected();
        outbox.sendNext(sent::add);

        Failure failure = sent.getFirst().getFailures().getFailures(0);
        assertThat(failure.getReason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure.getPath()).isEqualTo("image-1");
        assertThat(failure.getRetryable()).isFalse();
        assertThat(failure.getMessage()).contains("4 MB");
    }

    @Test
    void nothing_of_one_connection_gets_into_the_next() throws Exception {
        Task task = Tasks.loaded(1);
        outbox.connected();
        outbox.add(task, Tasks.result(task));
        CompletableFuture<Void> cut = new CompletableFuture<>();

        outbox.sendNext(message -> {
            Thread.ofVirtual().start(() -> {
                outbox.disconnected();
                cut.complete(null);
            });
            assertThat(cut).as("the cut waits for the message under way").isNotDone();
            sent.add(message);
        });

        cut.get(10, TimeUnit.SECONDS);
    }

    @Test
    void what_comes_while_the_first_lingers_shares_its_message() throws Exception {
        Outbox patient = new Outbox("run-1", Duration.ofDays(1));
        patient.connected();
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                patient.sendNext(sent::add);
                over.complete(null);
            } catch (InterruptedException e) {
                over.completeExceptionally(e);
            }
        });
        for (long id = 1; id < Outbox.WORTH_A_MESSAGE; id++) {
            Task task = Tasks.task(id);
            patient.add(task, Tasks.failure(task));
            assertThat(sender.isAlive()).as("waits for more").isTrue();
        }
        Task last = Tasks.task(Outbox.WORTH_A_MESSAGE);
        patient.add(last, Tasks.failure(last));

        over.get(10, TimeUnit.SECONDS);

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().getFailures().getFailuresCount()).isEqualTo(Outbox.WORTH_A_MESSAGE);
    }

    @Test
    void a_cut_while_the_first_lingers_keeps_it_for_the_next_connection() throws Exception {
        Outbox patient = new Outbox("run-1", Duration.ofMillis(20));
        patient.connected();
        Task task = Tasks.task(1);
        patient.add(task, Tasks.failure(task));
        patient.disconnected();
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                patient.sendNext(sent::add);
                over.complete(null);
            } catch (InterruptedException e) {
                over.completeExceptionally(e);
            }
        });
        assertThat(sent).isEmpty();

        patient.connected();
        over.get(10, TimeUnit.SECONDS);

        assertThat(sent).hasSize(1);
    }

    private static Result.Builder withBytes(Task task, int bytes) {
        return Result.newBuilder()
                .setPath(task.path())
                .addRows(Row.newBuilder().setEmbedding(ByteString.copyFrom(new byte[bytes])));
    }

    private void sendOnce() {
        try {
            outbox.sendNext(sent::add);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
