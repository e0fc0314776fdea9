package io.facet.app.master.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.Limits;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of the images of an agent that is lost or silent. */
class SchedulerLossTest {
    private static final Duration LEASE = Recorded.POLICY.lease();

    @Test
    void leasesOfALostAgentGoBackToTheFrontInTheirOldOrder() {
        Recorded run = new Recorded().agent("a", 1, 3).images("1", "2", "3", "4", "5");
        run.leave("a", true).agent("b", 1, 5);
        assertThat(run.lentTo("b")).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void leasesThatRunOutGoBackToTheFrontInTheirOldOrder() {
        Recorded run = new Recorded().agent("a", 1, 3).images("1", "2", "3", "4", "5");
        run.pass(LEASE.plusNanos(1)).agent("b", 1, 5);
        assertThat(run.lentTo("b")).containsExactly("1", "2", "3", "4", "5");
        assertThat(run.revoked).containsExactlyInAnyOrder("a 1", "a 2", "a 3");
    }

    @Test
    void noMoreLeasesAreRevokedAtOnceThanGoIntoAMessage() {
        Recorded run = new Recorded(new Policy(3, 2, LEASE, 10_000, 10_000)).agent("a", 1, Limits.CREDITS);
        run.images(IntStream.range(0, 3000).mapToObj(i -> "p" + i).toArray(String[]::new));
        run.pass(LEASE.plusNanos(1));
        assertThat(run.revoked).hasSize(3000).doesNotHaveDuplicates();
        assertThat(run.mostRevoked).isEqualTo(Limits.BATCH);
    }

    @Test
    void leaseThatIsRenewedLivesOn() {
        Recorded run = new Recorded().agent("a", 1, 2).images("kept", "lost");
        run.pass(LEASE.dividedBy(2)).renew("a", "kept").pass(LEASE.dividedBy(2).plusNanos(1));
        assertThat(run.scheduler.leased("a")).isEqualTo(1);
        assertThat(run.scheduler.waiting()).isEqualTo(1);
    }

    @Test
    void timeInWhichNobodyCouldBeHeardEndsNoLease() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x");
        run.scheduler.postpone(LEASE.toNanos());
        run.pass(LEASE.plusNanos(1));
        assertThat(run.scheduler.leased("a")).isEqualTo(1);
        run.pass(LEASE);
        assertThat(run.scheduler.leased("a")).isZero();
    }

    @Test
    void nobodyRenewsTheLeaseOfAnother() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x").agent("b", 1, 1);
        run.pass(LEASE.dividedBy(2)).renew("b", "x").pass(LEASE.dividedBy(2).plusNanos(1));
        assertThat(run.scheduler.leased("a")).isZero();
        assertThat(run.lentTo("b")).containsExactly("x");
    }

    @Test
    void imageIsGivenUpWhenAgentsVanishWithItAgainAndAgain() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x").leave("a", true);
        assertThat(run.outcomes).isEmpty();
        run.agent("a", 1, 1).leave("a", true);
        assertThat(run.outcomes.get("x"))
                .isEqualTo(new Outcome.Failed(
                        Reason.GAVE_UP, "Agents stopped or went silent 2 times while they worked on it.", 2));
    }

    @Test
    void onlyTheImagesThatSlotsHadInHandAreSuspects() {
        Recorded run =
                new Recorded().agent("a", 1, 2).images("suspect", "queued").leave("a", true);
        run.agent("a", 1, 2).leave("a", true);
        assertThat(run.outcomes).containsOnlyKeys("suspect");
    }

    @Test
    void leavingInOrderIsNoStrike() {
        Recorded run = new Recorded().images("x");
        for (int i = 0; i < 10; i++) {
            run.agent("a", 1, 1).leave("a", false);
        }
        assertThat(run.outcomes).isEmpty();
        run.agent("a", 1, 1);
        assertThat(run.grant("x").attempt()).isEqualTo(1);
    }

    @Test
    void agentThatIsBackBeforeItsGoingWasNoticedStartsAnew() {
        Recorded run = new Recorded().agent("a", 1, 5).images("x", "y");
        run.join("a", 1);
        assertThat(run.scheduler.leased("a")).isZero();
        assertThat(run.scheduler.waiting()).isEqualTo(2);
        run.demand("a", 2);
        assertThat(run.lentTo("a")).containsExactly("x", "y", "x", "y");
    }

    @Test
    void resultOfALeaseThatIsOverCountsAndTheNewHolderIsToldToStop() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x");
        long first = run.leaseOf("x");
        run.pass(LEASE.plusNanos(1)).agent("b", 1, 1);
        run.revoked.clear();
        run.done("a", first, "x");
        assertThat(run.outcomes).containsOnlyKeys("x");
        assertThat(run.revoked).containsExactly("b " + run.leaseOf("x"));
        assertThat(run.acknowledged).containsExactly("a " + first);
    }

    @Test
    void secondResultOfAnImageIsAcknowledgedAndForgotten() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x");
        run.done("a", "x").scanComplete();
        Outcome first = run.outcomes.remove("x");
        run.done("a", 1L << 62, "x");
        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(run.outcomes).isEmpty();
        assertThat(run.acknowledged).hasSize(2);
    }
}
