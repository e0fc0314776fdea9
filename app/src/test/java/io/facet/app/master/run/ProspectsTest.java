package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException;
import io.facet.app.UserException.Code;
import io.facet.app.master.run.Prospects.Present;
import io.facet.protocol.wire.RunStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProspectsTest {
    private static final long LATER = Prospects.RETURN.toNanos() + 1;
    private final UserException broken = new UserException(Code.AGENT_START, "It is broken.");
    private static final Present FAILED = new Present(false, status(RunStatus.State.FAILED));
    private static final Present READY = new Present(false, status(RunStatus.State.READY));
    private static final Present PREPARING = new Present(false, RunStatus.getDefaultInstance());

    private final Prospects prospects = new Prospects();

    private static RunStatus status(RunStatus.State state) {
        return RunStatus.newBuilder()
                .setState(state)
                .setMessage("No room for the model.")
                .build();
    }

    private Optional<Code> verdict(long now, Present... agents) {
        return prospects.verdict(List.of(agents), now).map(UserException::code);
    }

    @Test
    void nobodyWhoIsThereCanWork() {
        assertThat(verdict(0, FAILED, FAILED)).contains(Code.AGENT_PREPARE);
        assertThat(prospects.trouble(List.of(FAILED))).isEqualTo("No room for the model.");
    }

    @Test
    void oneWhoCanOrMayIsEnough() {
        assertThat(verdict(0, FAILED, READY)).isEmpty();
        assertThat(verdict(0, FAILED, PREPARING)).isEmpty();
        assertThat(verdict(0)).as("agents may come").isEmpty();
        assertThat(prospects.trouble(List.of(FAILED, READY))).isEmpty();
    }

    @Test
    void oneWhoWasReadyIsExpectedBackForAWhile() {
        prospects.cutOff("a", READY.run(), 0);
        assertThat(verdict(LATER - 2, FAILED)).isEmpty();
        assertThat(verdict(LATER, FAILED)).contains(Code.AGENT_PREPARE);
    }

    @Test
    void oneWhoWasNeverReadyIsNotExpectedBack() {
        prospects.cutOff("a", FAILED.run(), 0);
        assertThat(verdict(0, FAILED)).contains(Code.AGENT_PREPARE);
    }

    @Test
    void oneWhoCameBackAndFailedIsNotExpectedAnyMore() {
        prospects.cutOff("a", READY.run(), 0);
        prospects.joined("a");
        assertThat(verdict(1, FAILED)).contains(Code.AGENT_PREPARE);
    }

    @Test
    void timeInWhichNobodyCouldComeBackDoesNotCount() {
        prospects.cutOff("a", READY.run(), 0);
        prospects.postpone(LATER);
        assertThat(verdict(LATER, FAILED)).isEmpty();
    }

    @Test
    void theAgentOfThisComputerIsWaitedForUntilItIsGivenUp() {
        prospects.expectLocal();
        assertThat(verdict(0, FAILED)).isEmpty();
        prospects.localFailed(broken);
        assertThat(verdict(0, READY)).isEmpty();
        assertThat(prospects.trouble(List.of(READY))).isEqualTo("It is broken.");
        assertThat(verdict(0)).contains(Code.AGENT_START);
    }

    @Test
    void runThatWaitsForAgentsWaitsOnAndSaysWhy() {
        prospects.bePatient();
        prospects.localFailed(broken);
        assertThat(verdict(0)).isEmpty();
        assertThat(verdict(0, FAILED)).isEmpty();
        assertThat(prospects.trouble(List.of())).isEqualTo("It is broken.");
    }
}
