package io.facet.app.master.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.app.master.scan.ImageItem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that agents bring of work that a former master of the run had given them. */
class HandInTest {
    private static final long OWN = 1L << 62;

    @Test
    void resultThatComesBeforeTheScanReachesTheImageIsKeptForIt() {
        Recorded run = new Recorded().agent("a", 1, 5).done("a", OWN, "x");
        assertThat(run.outcomes).isEmpty();
        assertThat(run.acknowledged).containsExactly("a " + OWN);
        run.images("x", "y");
        assertThat(run.outcomes).containsOnlyKeys("x");
        assertThat(run.lentTo("a")).containsExactly("y");
        assertThat(run.done("a", "y").scanComplete().scheduler.finished()).isTrue();
    }

    @Test
    void resultOfAnImageThatWaitsSettlesIt() {
        Recorded run = new Recorded().images("x", "y").join("a", 1).done("a", OWN, "y");
        assertThat(run.outcomes).containsOnlyKeys("y");
        run.demand("a", 5);
        assertThat(run.lentTo("a")).containsExactly("x");
    }

    @Test
    void numberOfAFormerMasterIsNotMistakenForALeaseOfThisOne() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x", "y");
        long lease = run.leaseOf("x");
        run.done("a", lease, "y");
        assertThat(run.outcomes).containsOnlyKeys("y");
        assertThat(run.scheduler.leased("a")).isEqualTo(1);
        run.done("a", "x");
        assertThat(run.outcomes).containsOnlyKeys("y", "x");
    }

    @Test
    void numberOfAFormerMasterDoesNotFailTheSameImageInOtherHands() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x").agent("b", 1, 1);
        run.failed("b", run.leaseOf("x"), "x", "cpu-0");
        assertThat(run.scheduler.leased("a")).isEqualTo(1);
        assertThat(run.lentTo("b")).isEmpty();
    }

    @Test
    void firstOfTwoResultsCounts() {
        Recorded run = new Recorded().join("a", 1).join("b", 1);
        run.done("a", OWN, "x").done("b", OWN, "x").images("x");
        assertThat(run.outcomes.get("x")).isEqualTo(Recorded.row("a", "x"));
    }

    @Test
    void failureOfAnImageThatTheScanHasNotReachedIsForgotten() {
        Recorded run = new Recorded().join("a", 1);
        run.failed("a", OWN, "x", new Scheduler.Attempt(Reason.UNREADABLE, "broken", false, "cpu-0"));
        assertThat(run.acknowledged).containsExactly("a " + OWN);
        run.images("x").demand("a", 1);
        assertThat(run.lentTo("a")).containsExactly("x");
    }

    @Test
    void lateResultsOfThisMastersOwnLeasesTakeNoRoom() {
        Recorded run = new Recorded().agent("a", 1, 1).images("x");
        long lease = run.leaseOf("x");
        run.done("a", "x");
        for (int i = 0; i < 5000; i++) {
            run.scheduler.done("a", lease, "late" + i, Recorded.row("a", "late" + i));
        }
        run.done("a", OWN, "y").images("y");
        assertThat(run.outcomes).containsKey("y");
    }

    @Test
    void neverMoreIsKeptThanTheLimit() {
        HandedIn handedIn = new HandedIn();
        for (int i = 0; i < 5000; i++) {
            handedIn.keep("p" + i, Recorded.row("a", "p"));
        }
        assertThat(handedIn.take("p4095")).isNotNull();
        assertThat(handedIn.take("p4096")).isNull();
        handedIn.keep("again", Recorded.row("a", "p"));
        assertThat(handedIn.take("again")).isNotNull();
    }

    @Test
    void neverMoreBytesAreKeptThanTheLimit() {
        HandedIn handedIn = new HandedIn();
        Outcome.Done large = new Outcome.Done(
                List.of(ByteString.copyFrom(new byte[1 << 20])), new Outcome.Worker("a", "cpu-0", "cpu", 0, 0, 0, 0));
        for (int i = 0; i < 100; i++) {
            handedIn.keep("p" + i, large);
        }
        assertThat(handedIn.take("p63")).isNotNull();
        assertThat(handedIn.take("p64")).isNull();
        handedIn.keep("again", large);
        assertThat(handedIn.take("again")).isNotNull();
    }

    @Test
    void whatIsHandedInDoesNotBringImagesOfItsOwn() {
        Recorded run = new Recorded().join("a", 1).done("a", OWN, "not in the dataset");
        run.scheduler.add(new ImageItem(0, "x", 1));
        run.scanComplete();
        assertThat(run.outcomes).isEmpty();
        assertThat(run.scheduler.waiting()).isEqualTo(1);
    }
}
