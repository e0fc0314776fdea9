package io.facet.app.master.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.farm.AgentTrail;
import io.facet.app.master.local.Lives.Verdict;
import io.facet.app.master.schedule.Policy;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import org.junit.jupiter.api.Test;

class LivesTest {
    private static final int KILLED = 137;
    private static final int ABORTED = 134;

    private final AgentTrail trail = new AgentTrail();
    private final Lives lives = new Lives(trail);

    private void bringsAnOutcome() {
        trail.note(AgentMessage.newBuilder()
                .setFailures(FailureBatch.newBuilder().addFailures(Failure.getDefaultInstance()))
                .build());
    }

    @Test
    void imagesThatBringItDownAreGivenUpBeforeItIs() {
        for (int image = 0; image < 4; image++) {
            for (int strike = 0; strike < Policy.STANDARD.strikes(); strike++) {
                trail.welcomed();
                assertThat(lives.ended(ABORTED)).isEqualTo(Verdict.FUTILE);
            }
        }
        trail.welcomed();
        bringsAnOutcome();
        assertThat(lives.ended(KILLED)).isEqualTo(Verdict.USEFUL);
        assertThat(lives.futile()).isZero();
    }

    @Test
    void aHundredDeathsAreNoReasonToGiveUpOneThatBringsSomethingNowAndThen() {
        for (int i = 0; i < 100; i++) {
            trail.welcomed();
            if (i % 20 == 0) {
                bringsAnOutcome();
            }
            assertThat(lives.ended(KILLED)).isNotEqualTo(Verdict.LAST);
        }
    }

    @Test
    void programThatNeverArrivesIsGivenUpSoon() {
        for (int i = 1; i < Lives.STILLBIRTHS; i++) {
            assertThat(lives.ended(KILLED)).isEqualTo(Verdict.FUTILE);
        }
        assertThat(lives.ended(KILLED)).isEqualTo(Verdict.LAST);
    }

    @Test
    void programThatArrivesAndNeverBringsAnythingIsGivenUpInTheEnd() {
        for (int i = 1; i < Lives.FUTILE; i++) {
            trail.welcomed();
            assertThat(lives.ended(ABORTED)).isEqualTo(Verdict.FUTILE);
        }
        trail.welcomed();
        assertThat(lives.ended(ABORTED)).isEqualTo(Verdict.LAST);
    }

    @Test
    void programThatSaysWhyItCannotWorkIsNotAskedAgain() {
        assertThat(lives.ended(1)).isEqualTo(Verdict.REFUSED);
        assertThat(new Lives(trail).ended(2)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void endingItOnPurposeIsNoDeathAndWhatItBroughtCountsForNoLaterLife() {
        for (int i = 0; i < 2 * Lives.FUTILE; i++) {
            trail.welcomed();
            bringsAnOutcome();
            lives.endedOnPurpose();
        }
        assertThat(lives.futile()).isZero();
        assertThat(lives.ended(1)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void programThatHasWorkedMayFailWithAnyStatus() {
        trail.welcomed();
        assertThat(lives.ended(1)).isEqualTo(Verdict.FUTILE);
    }
}
