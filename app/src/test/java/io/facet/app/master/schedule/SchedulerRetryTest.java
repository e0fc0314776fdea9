package io.facet.app.master.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.scan.ImageItem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an image that failed. */
class SchedulerRetryTest {

    @Test
    void imageThatFailedGoesToAnotherAgent() {
        Recorded run = new Recorded().agent("a", 1, 5).images("x").agent("b", 1, 1);
        run.failed("a", "x");
        assertThat(run.lentTo("b")).containsExactly("x");
        assertThat(run.grant("x")).returns(2, Grant::attempt).returns(List.of(), Grant::avoidSlots);
    }

    @Test
    void theOnlyAgentGetsItAgainAndIsToldWhichSlotToAvoid() {
        Recorded run = new Recorded().agent("a", 2, 5).images("x").failed("a", "x");
        assertThat(run.lentTo("a")).containsExactly("x", "x");
        assertThat(run.grant("x").avoidSlots()).containsExactly("cpu-0");
    }

    @Test
    void itWaitsForAnAgentThatIsBusyNow() {
        Recorded run = new Recorded().agent("b", 1, 1).images("long").agent("a", 1, 5);
        run.images("x").failed("a", "x");
        assertThat(run.lentTo("a")).containsExactly("x");
        run.done("b", "long").demand("b", 1);
        assertThat(run.lentTo("b")).containsExactly("long", "x");
    }

    @Test
    void itDoesNotWaitForAnAgentThatDrains() {
        Recorded run = new Recorded().agent("b", 1, 1).images("long").agent("a", 1, 5);
        run.images("x").drain("b", true).failed("a", "x");
        assertThat(run.lentTo("a")).containsExactly("x", "x");
    }

    @Test
    void itWaitsAWhileAndNotForEverForAnAgentThatIsThereAndNeverAsks() {
        Recorded run =
                new Recorded().join("loading", 4).agent("a", 1, 5).images("x").failed("a", "x");
        assertThat(run.lentTo("a")).containsExactly("x");
        run.pass(Duration.ofSeconds(31));
        assertThat(run.lentTo("a")).containsExactly("x", "x");
    }

    @Test
    void imageThatWaitsForAnotherAgentDoesNotHoldUpTheRest() {
        Recorded run =
                new Recorded().join("b", 1).agent("a", 1, 3).images("x", "y").failed("a", "x");
        assertThat(run.lentTo("a")).containsExactly("x", "y");
        run.images("z");
        assertThat(run.lentTo("a")).containsExactly("x", "y", "z");
    }

    @Test
    void itEndsWithTheLastReasonAfterThreeAttempts() {
        Recorded run = new Recorded().agent("a", 1, 9).images("x");
        run.failed("a", "x").failed("a", "x");
        assertThat(run.outcomes).isEmpty();
        run.failed("a", "x");
        assertThat(run.outcomes.get("x")).isEqualTo(new Outcome.Failed(Reason.MODEL_ERROR, "no", 3));
        assertThat(run.lentTo("a")).hasSize(3);
    }

    @Test
    void failureThatHappensEverywhereEndsTheImageAtOnce() {
        Recorded run = new Recorded().agent("a", 1, 9).images("x");
        run.failed("a", run.leaseOf("x"), "x", new Scheduler.Attempt(Reason.UNREADABLE, "broken", false, "cpu-0"));
        assertThat(run.outcomes.get("x")).isEqualTo(new Outcome.Failed(Reason.UNREADABLE, "broken", 1));
    }

    @Test
    void failureThatWasSentAgainAfterACutCountsOnce() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x").failed("a", "x");
        long own = 1L << 62;
        run.failed("a", own, "x", "cpu-0").failed("a", own + 1, "x", "cpu-0").failed("a", own + 2, "x", "cpu-0");
        assertThat(run.outcomes).isEmpty();
        assertThat(run.acknowledged).contains("a " + own, "a " + (own + 1), "a " + (own + 2));
        run.demand("a", 1);
        assertThat(run.grant("x").attempt()).isEqualTo(2);
    }

    @Test
    void failureUnderALeaseThatIsOverCountsWithoutTakingTheImageFromWhoHasItNow() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x");
        long first = run.leaseOf("x");
        run.leave("a", false).agent("b", 1, 1).join("a", 1);
        run.failed("a", first, "x", "cpu-0");
        assertThat(run.scheduler.leased("b")).isEqualTo(1);
        assertThat(run.revoked).isEmpty();
        run.done("b", "x");
        assertThat(run.outcomes.get("x")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void everyFailureIsAcknowledged() {
        Recorded run = new Recorded().agent("a", 1, 9).images("x");
        long lease = run.leaseOf("x");
        run.failed("a", "x");
        assertThat(run.acknowledged).isEqualTo(List.of("a " + lease));
    }

    @Test
    void imageThatIsTakenUpAgainIsTriedAfreshAndCountsItsFormerTries() {
        Recorded run = new Recorded().agent("a", 1, 50).images("x", "y").scanComplete();
        for (int i = 0; i < 3; i++) {
            run.failed("a", "x");
        }
        assertThat(run.outcomes).containsOnlyKeys("x");
        run.scheduler.again(new ImageItem(ImageItem.UNORDERED, "x", 1), 3);
        run.deal();
        assertThat(run.grant("x")).returns(4, Grant::attempt).returns(List.of(), Grant::avoidSlots);
        run.done("a", "y");
        assertThat(run.scheduler.finished()).as("it waits for the image").isFalse();
        for (int i = 0; i < 3; i++) {
            run.failed("a", "x");
        }
        assertThat(run.outcomes.get("x")).isEqualTo(new Outcome.Failed(Reason.MODEL_ERROR, "no", 6));
        assertThat(run.scheduler.finished()).isTrue();
    }

    @Test
    void imageThatIsOpenIsNotTakenUpTwice() {
        Recorded run = new Recorded().agent("a", 1, 50).images("x").scanComplete();
        run.scheduler.again(new ImageItem(ImageItem.UNORDERED, "x", 1), 1);
        run.deal();
        assertThat(run.lentTo("a")).containsExactly("x");
        assertThat(run.scheduler.waiting()).isZero();
    }

    @Test
    void agentThatLoadsItsModelsGetsNothingUntilItAsksAnew() {
        Recorded run = new Recorded().agent("a", 1, 5);
        run.scheduler.forgetDemand("a");
        run.images("x");
        assertThat(run.lentTo("a")).isEmpty();
        run.demand("a", 1);
        assertThat(run.lentTo("a")).containsExactly("x");
    }

    @Test
    void whatIsLentNoMoreAndWaitsIsSaidToBeRequeued() {
        Recorded run = new Recorded().agent("a", 2, 5).images("x", "y", "z").agent("b", 1, 1);
        run.failed("a", "x");
        run.done("a", "y");
        assertThat(run.requeued).containsExactly("x");
        run.leave("a", false);
        assertThat(run.requeued).containsExactly("x", "z");
    }
}
