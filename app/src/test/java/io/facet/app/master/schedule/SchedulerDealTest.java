package io.facet.app.master.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.scan.ImageItem;
import io.facet.protocol.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who gets how many images, and how many are taken from the scan. */
class SchedulerDealTest {

    @Test
    void imagesAreDealtInTurns() {
        Recorded run = new Recorded().images("1", "2", "3", "4", "5", "6", "7");
        run.scheduler.join("a", 1);
        run.scheduler.join("b", 1);
        run.scheduler.demand("a", 4);
        run.scheduler.demand("b", 2);
        run.deal();
        assertThat(run.lentTo("a")).containsExactly("1", "3", "5", "6");
        assertThat(run.lentTo("b")).containsExactly("2", "4");
    }

    @Test
    void nobodyGetsMoreThanItAskedFor() {
        Recorded run = new Recorded().images("1", "2", "3").agent("a", 1, 2);
        assertThat(run.lentTo("a")).containsExactly("1", "2");
        run.demand("a", 1);
        assertThat(run.lentTo("a")).containsExactly("1", "2", "3");
    }

    @Test
    void demandAddsUp() {
        Recorded run =
                new Recorded().agent("a", 1, 1).demand("a", 1).demand("a", 1).images("1", "2", "3", "4");
        assertThat(run.lentTo("a")).containsExactly("1", "2", "3");
    }

    @Test
    void demandOfAStrangerIsNothing() {
        Recorded run = new Recorded().demand("stranger", 5).images("x");
        assertThat(run.lent).isEmpty();
    }

    @Test
    void noAgentHoldsMoreThanTheLimitHoweverMuchItAsksFor() {
        Policy wide = new Policy(3, 2, Duration.ofSeconds(30), 10_000, 10_000);
        Recorded run = new Recorded(wide).join("greedy", 1);
        for (int i = 0; i < 3; i++) {
            run.scheduler.demand("greedy", Integer.MAX_VALUE / 2);
        }
        addMany(run, 6000);
        assertThat(run.scheduler.leased("greedy")).isEqualTo(Limits.CREDITS);
        run.demand("greedy", 100);
        assertThat(run.scheduler.leased("greedy")).isEqualTo(Limits.CREDITS);
        run.done("greedy", "p0");
        assertThat(run.scheduler.leased("greedy")).isEqualTo(Limits.CREDITS);
    }

    @Test
    void agentThatDrainsGetsNoMoreAndKeepsWhatItHas() {
        Recorded run =
                new Recorded().agent("a", 1, 5).images("x").drain("a", true).images("y");
        assertThat(run.lentTo("a")).containsExactly("x");
        run.demand("a", 5);
        assertThat(run.lentTo("a")).containsExactly("x");
        run.done("a", "x");
        assertThat(run.outcomes).containsOnlyKeys("x");
    }

    @Test
    void agentThatIsBackFromDrainingAsksAnew() {
        Recorded run = new Recorded()
                .agent("a", 1, 5)
                .drain("a", true)
                .drain("a", false)
                .images("x");
        assertThat(run.lentTo("a")).isEmpty();
        run.demand("a", 1);
        assertThat(run.lentTo("a")).containsExactly("x");
    }

    @Test
    void nothingIsLentWhileTheGateIsClosedAndWhatIsLentGoesOn() {
        Recorded run = new Recorded().agent("a", 1, 2).images("x");
        run.scheduler.gate(false);
        run.images("y").done("a", "x");
        assertThat(run.lentTo("a")).containsExactly("x");
        assertThat(run.outcomes).containsOnlyKeys("x");
        run.scheduler.gate(true);
        run.deal();
        assertThat(run.lentTo("a")).containsExactly("x", "y");
    }

    @Test
    void scanIsStoppedAtTheBacklog() {
        Recorded run = new Recorded(new Policy(3, 2, Duration.ofSeconds(30), 3, 100));
        assertThat(addMany(run, 50)).isEqualTo(3);
        run.agent("a", 1, 2);
        assertThat(addMany(run, 50)).isEqualTo(2);
    }

    @Test
    void scanIsStoppedWhenItIsTooFarAheadOfTheOldestImage() {
        Recorded run = new Recorded(new Policy(3, 2, Duration.ofSeconds(30), 100, 4));
        run.agent("a", 1, 50);
        assertThat(addMany(run, 50)).isEqualTo(4);
        run.done("a", "p1").done("a", "p2").done("a", "p3");
        assertThat(run.scheduler.wantsMore()).isFalse();
        run.done("a", "p0");
        assertThat(addMany(run, 50)).isEqualTo(4);
    }

    @Test
    void runIsFinishedWhenTheScanIsCompleteAndEveryImageHasEnded() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x");
        run.scanComplete();
        assertThat(run.scheduler.finished()).isFalse();
        run.done("a", "x");
        assertThat(run.scheduler.finished()).isTrue();
        assertThat(run.scheduler.wantsMore()).isFalse();
    }

    @Test
    void runOfNothingIsFinishedWhenTheScanIs() {
        Recorded run = new Recorded();
        assertThat(run.scheduler.finished()).isFalse();
        assertThat(run.scanComplete().scheduler.finished()).isTrue();
    }

    /** Adds images while they are wanted. Returns how many. */
    private static int addMany(Recorded run, int most) {
        int added = 0;
        while (added < most && run.scheduler.wantsMore()) {
            run.scheduler.add(new ImageItem(run.added, "p" + run.added, 1));
            run.added++;
            added++;
        }
        run.deal();
        return added;
    }

    @Test
    void scanGoesNoFurtherAheadOfAnImageThanTheWindowWhateverItFinds() {
        Recorded run = new Recorded(new Policy(3, 2, Duration.ofSeconds(30), 100, 50)).images("stuck");
        for (int i = 1; i < 50; i++) {
            assertThat(run.scheduler.wantsMore()).isTrue();
            run.scheduler.passed(i);
        }
        assertThat(run.scheduler.wantsMore()).isFalse();
        run.agent("a", 1, 1).done("a", "stuck");
        assertThat(run.scheduler.wantsMore()).isTrue();
    }
}
