package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.testing.Await;
import io.facet.protocol.Limits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldTasksTest {
    private final HeldTasks held = new HeldTasks();

    @Test
    void holds_a_task_until_it_is_removed() {
        Task task = Tasks.task(1);
        held.add(task);

        assertThat(held.holds(task)).isTrue();
        assertThat(held.remove(List.of(1L, 99L))).containsExactly(task);
        assertThat(held.holds(task)).isFalse();
        assertThat(held.size()).isZero();
    }

    @Test
    void a_second_lease_of_the_same_number_takes_the_place_of_the_first() {
        Task first = Tasks.task(1);
        Task second = Tasks.task(1);
        held.add(first);
        held.add(second);

        held.remove(first);

        assertThat(held.holds(first)).isFalse();
        assertThat(held.holds(second)).isTrue();
    }

    @Test
    void a_cut_lets_go_what_has_not_begun_and_keeps_the_rest_under_numbers_of_its_own() {
        Task waiting = Tasks.task(1);
        Task loaded = Tasks.loaded(2);
        Task failed = Tasks.task(3);
        List.of(waiting, loaded, failed).forEach(held::add);
        held.settle(failed);

        held.disconnected();

        assertThat(held.holds(waiting)).isFalse();
        assertThat(held.holds(loaded)).isTrue();
        assertThat(held.holds(failed)).as("its failure was not acknowledged").isTrue();
        assertThat(List.of(loaded.leaseId(), failed.leaseId()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id >= 1L << 62);
        assertThat(held.leaseIds()).containsExactlyInAnyOrder(loaded.leaseId(), failed.leaseId());
    }

    @Test
    void after_a_cut_the_numbers_of_the_next_master_mean_its_own_leases() {
        Task old = Tasks.loaded(7);
        held.add(old);
        held.disconnected();
        Task fresh = Tasks.task(7);
        held.add(fresh);

        assertThat(held.remove(List.of(7L))).containsExactly(fresh);
        assertThat(held.holds(old)).isTrue();
    }

    @Test
    void numbers_of_its_own_are_not_used_twice_over_several_cuts() {
        Task first = Tasks.loaded(1);
        held.add(first);
        held.disconnected();
        long before = first.leaseId();
        Task second = Tasks.loaded(1);
        held.add(second);
        held.disconnected();

        assertThat(List.of(before, first.leaseId(), second.leaseId())).doesNotHaveDuplicates();
    }

    @Test
    void an_outcome_of_a_task_that_nobody_wants_any_more_is_not_kept() {
        Task revoked = Tasks.task(1);
        held.add(revoked);
        held.remove(List.of(1L));

        assertThat(held.settle(revoked)).isFalse();
    }

    @Test
    void no_master_can_make_an_agent_hold_more_than_the_limit() {
        for (long id = 1; id <= Limits.CREDITS; id++) {
            assertThat(held.add(Tasks.task(id))).isTrue();
        }

        assertThat(held.add(Tasks.task(Limits.CREDITS + 1))).isFalse();
        assertThat(held.size()).isEqualTo(Limits.CREDITS);
    }

    @Test
    void what_hangs_is_not_renewed_and_what_has_an_outcome_is() {
        Task hangs = Tasks.loaded(1);
        Task done = Tasks.loaded(2);
        held.add(hangs);
        held.add(done);
        held.settle(done);
        Duration patience = Duration.ofMinutes(10);
        long later = System.nanoTime() + patience.plusSeconds(1).toNanos();

        assertThat(held.healthyLeaseIds(System.nanoTime(), patience)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(held.healthyLeaseIds(later, patience)).containsExactly(2L);
    }

    @Test
    void waiting_for_the_last_acknowledgement_ends_with_it() throws Exception {
        held.add(Tasks.task(1));
        CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> awaitEmpty(Duration.ofSeconds(30)));
        held.remove(List.of(1L));

        waiter.get(10, TimeUnit.SECONDS);
    }

    @Test
    void waiting_ends_when_everything_is_let_go() throws InterruptedException {
        for (Runnable end : List.<Runnable>of(held::clear, held::disconnected)) {
            held.add(Tasks.task(1));
            Thread waiter = Thread.ofPlatform().daemon().start(() -> awaitEmpty(Duration.ofSeconds(60)));
            Await.blocked(waiter);
            end.run();

            assertThat(waiter.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void waiting_for_the_last_acknowledgement_ends_with_the_patience() {
        held.add(Tasks.task(1));

        awaitEmpty(Duration.ofMillis(20));

        assertThat(held.size()).isEqualTo(1);
    }

    private void awaitEmpty(Duration patience) {
        try {
            held.awaitEmpty(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_has_no_outcome_begins_anew_in_its_order_and_nobody_wants_what_its_former_self_brings() {
        Task settled = Tasks.task(3);
        Task loaded = Tasks.loaded(2);
        Task waiting = Tasks.task(1);
        List.of(settled, loaded, waiting).forEach(held::add);
        held.settle(settled);

        List<Task> again = held.anew();

        assertThat(again).extracting(Task::leaseId).containsExactly(1L, 2L);
        assertThat(again).noneMatch(Task::isBegun);
        assertThat(held.holds(loaded)).isFalse();
        assertThat(held.settle(loaded)).isFalse();
        assertThat(again).allMatch(held::holds);
        assertThat(held.holds(settled)).isTrue();
    }
}
