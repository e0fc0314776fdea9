package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.identity.Membership;
import io.facet.app.UserException;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When nobody who is there can work, a run ends only if nobody is expected. */
@Timeout(90)
class NobodyLeftTest extends HostileAgentScenario {

    private RawAgent withAFullDisk() {
        RawAgent agent = new RawAgent(master.join()).greet(1);
        Await.until("the run", () -> agent.heard.stream().anyMatch(m -> m.hasRun()));
        agent.send(AgentMessage.newBuilder()
                .setRunStatus(RunStatus.newBuilder()
                        .setRunId(agent.runId())
                        .setState(RunStatus.State.FAILED)
                        .setMessage("No room for\nthe model.")));
        return agent;
    }

    private static void awaitStatus(RunHandle run, String status) {
        Await.until(
                "an agent is " + status,
                () -> run.snapshot().agents().stream().anyMatch(a -> a.status().equals(status)));
    }

    @Test
    void a_short_cut_of_the_agent_that_works_does_not_end_a_run_in_which_another_cannot() {
        NumberEngine engine = new NumberEngine(10);
        try (ChaosProxy proxy = new ChaosProxy()) {
            proxy.leadTo(master.port());
            Membership membership = master.joinThrough(proxy.port());
            try (TestAgent works = TestAgent.start(membership, engine)) {
                RunHandle run = master.start(images, csv);
                Await.until("it works", () -> run.snapshot().done() > 0 && engine.isStarved());
                try (RawAgent cannot = withAFullDisk()) {
                    awaitStatus(run, "cannot take part");
                    proxy.refuse();
                    Await.until("it is cut off", () -> run.snapshot().agents().size() == 1);
                    engine.permits.release(100_000);
                    proxy.leadTo(master.port());
                    RunResult result = TestMaster.await(run);

                    assertThat(result.failure()).isNull();
                    assertThat(cannot.isOver()).isFalse();
                }
                assertThat(works.connections).hasValue(2);
            }
        }
        images.allIn(csv);
    }

    @Test
    void a_run_ends_at_once_when_the_only_agent_cannot_work() {
        RunHandle run = master.start(images, csv);
        try (RawAgent cannot = withAFullDisk()) {
            RunResult result = TestMaster.await(run);

            assertThat(result.failure()).isNotNull().returns(UserException.Code.AGENT_PREPARE, UserException::code);
            assertThat(cannot.leases()).isEmpty();
        }
    }

    @Test
    void a_master_that_waits_for_agents_says_why_nobody_works_and_waits_on() {
        RunHandle run = master.start(images, csv);
        run.waitForAgents();
        try (RawAgent cannot = withAFullDisk()) {
            Await.until("the reason is shown", () -> run.snapshot().note().contains("No room for"));
            assertThat(run.snapshot().state()).isEqualTo(RunSnapshot.State.WAITING);
            assertThat(cannot.isOver()).isFalse();
            honestAgentFinishes(run);
        }
    }

    @Test
    void a_broken_agent_of_this_computer_does_not_end_a_run_that_others_work_on() {
        RunHandle run = master.start(images, csv);
        run.expectLocalAgent();
        NumberEngine engine = new NumberEngine(5);
        try (TestAgent works = TestAgent.start(master.join(), engine)) {
            Await.until("it works", () -> run.snapshot().done() > 0 && engine.isStarved());
            run.localAgentFailed(new UserException(UserException.Code.AGENT_START, "It is broken."));
            Await.until("that is shown", () -> run.snapshot().note().contains("It is broken."));
            engine.permits.release(100_000);

            assertThat(TestMaster.await(run).failure()).isNull();
            assertThat(works.runs()).isTrue();
        }
        images.allIn(csv);
    }

    @Test
    void a_broken_agent_of_this_computer_ends_a_run_that_nobody_else_works_on() {
        RunHandle run = master.start(images, csv);
        run.expectLocalAgent();
        run.localAgentFailed(new UserException(UserException.Code.AGENT_START, "It is broken."));

        assertThat(TestMaster.await(run).failure())
                .isNotNull()
                .returns(UserException.Code.AGENT_START, UserException::code);
    }
}
