package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.testing.Await;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Drain;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunEnd;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Telemetry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentTest extends AgentScenario {
    @Test
    void introduces_itself_with_its_slots() {
        start();
        ScriptedMaster.Talk talk = master.talk();
        Await.until("hello", () -> !talk.heard.isEmpty());

        assertThat(talk.heard.getFirst().getHello()).satisfies(hello -> {
            assertThat(hello.getProtocolVersion()).isEqualTo(1);
            assertThat(hello.getAgentName()).isEqualTo("lab");
            assertThat(hello.getSlotsList()).singleElement().satisfies(slot -> {
                assertThat(slot.getId()).isEqualTo("cpu-0");
                assertThat(slot.getDeviceClass()).isEqualTo("cpu");
            });
        });
    }

    @Test
    void works_on_what_it_is_lent_and_says_how_it_is() {
        master.script = AgentScenario::withRun;
        start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        CountDownLatch goOn = engine.holdRuns();
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a"), lease(2, "b")));
        Await.until(
                "telemetry names the leases",
                () -> talk.heard.stream().anyMatch(m -> m.getTelemetry().getHeldLeasesCount() == 2));
        Telemetry telemetry = talk.heard.stream()
                .map(AgentMessage::getTelemetry)
                .filter(t -> t.getHeldLeasesCount() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(telemetry.getState()).isEqualTo("busy");
        assertThat(telemetry.getSlotsList()).extracting(s -> s.getSlotId()).containsExactly("cpu-0");

        goOn.countDown();
        Await.until("results", () -> results(talk).size() == 2);
        talk.send(ack(1L, 2L));
        Await.until(
                "idle",
                () -> talk.heard.stream()
                        .anyMatch(m -> m.getTelemetry().getState().equals("idle")
                                && m.getTelemetry().getSlotsList().stream().anyMatch(s -> s.getDone() == 2)));
    }

    @Test
    void images_come_over_the_wire_by_their_lease() {
        needsContent = true;
        contents.put(1L, "a");
        contents.put(2L, "b");
        master.script = AgentScenario::withRun;
        master.content = this::serve;
        start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a"), lease(2, "b")));

        Await.until("results", () -> results(talk).size() == 2);
    }

    @Test
    void images_of_a_run_that_is_not_this_ones_are_left_alone() {
        master.script = AgentScenario::withRun;
        start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        talk.send(ScriptedMaster.leases("another", lease(1, "a")));
        talk.send(ScriptedMaster.leases("run-1", lease(2, "b")));
        Await.until("a result", () -> !results(talk).isEmpty());

        assertThat(results(talk)).extracting(Result::getPath).containsExactly("b");
    }

    @Test
    void the_end_of_a_run_frees_its_model_and_the_next_is_made_ready() {
        master.script = AgentScenario::withRun;
        start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        talk.send(MasterMessage.newBuilder()
                .setRunEnd(RunEnd.newBuilder().setRunId("another"))
                .build());
        talk.send(MasterMessage.newBuilder()
                .setRunEnd(RunEnd.newBuilder().setRunId("run-1"))
                .build());
        Await.until("the engine is closed", () -> engine.closed);
        engine.closed = false;
        talk.send(ScriptedMaster.run(RUN.toBuilder().setRunId("run-2").build()));

        Await.until(
                "the next is ready",
                () -> talk.heard.stream()
                        .anyMatch(m -> m.getRunStatus().getRunId().equals("run-2")
                                && m.getRunStatus().getState() == RunStatus.State.READY));
    }

    @Test
    void draining_is_confirmed_and_taken_back() {
        master.script = AgentScenario::withRun;
        start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        CountDownLatch goOn = engine.holdRuns();
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a")));
        talk.send(MasterMessage.newBuilder()
                .setDrain(Drain.newBuilder().setOn(true))
                .build());
        Await.until("confirmed", () -> talk.heard.stream().anyMatch(AgentMessage::hasDraining));
        int asked = demand(talk);
        goOn.countDown();
        Await.until("what it holds is finished", () -> results(talk).size() == 1);
        talk.send(ack(1L));
        Await.until(
                "it says so",
                () -> talk.heard.stream()
                        .anyMatch(m -> m.getTelemetry().getState().equals("draining")
                                && m.getTelemetry().getHeldLeasesCount() == 0));
        assertThat(demand(talk)).isEqualTo(asked);

        talk.send(MasterMessage.newBuilder()
                .setDrain(Drain.newBuilder().setOn(false))
                .build());
        Await.until("it asks again", () -> demand(talk) > asked);
    }

    @Test
    void stopping_hands_in_what_is_under_way() throws Exception {
        master.script = (talk, message) -> {
            withRun(talk, message);
            message.getResults().getResultsList().forEach(r -> talk.send(ack(r.getLeaseId())));
        };
        Agent started = start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        CountDownLatch goOn = engine.holdRuns();
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a"), lease(2, "b")));
        Await.until("it runs", () -> engine.runs.size() == 1);
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> drain(started));
        Await.until("draining is said", () -> talk.heard.stream().anyMatch(AgentMessage::hasDraining));
        assertThat(stopping).isNotDone();
        goOn.countDown();

        stopping.get(10, TimeUnit.SECONDS);
        end.get(10, TimeUnit.SECONDS);
        assertThat(results(talk)).hasSize(2);
        assertThat(talk.goodbye).isTrue();
    }

    @Test
    void a_master_of_another_version_ends_the_agent_with_its_sentence() {
        master.script = (talk, message) -> talk.send(MasterMessage.newBuilder()
                .setRejected(io.facet.protocol.wire.Rejected.newBuilder()
                        .setCode("PROTOCOL_VERSION")
                        .setMessage("Install the newer Facet on the agent's computer."))
                .build());
        start();

        assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Install the newer Facet on the agent's computer.");
    }
}
