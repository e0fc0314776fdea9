package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.identity.MasterAddress;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Drain;
import io.facet.protocol.wire.KeepAlive;
import io.facet.protocol.wire.LogLine;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Moved;
import io.facet.protocol.wire.Pause;
import io.facet.protocol.wire.Restart;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.SetSlots;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import io.facet.protocol.wire.Welcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a master asks of an agent, and how it hears that it was done. */
@Timeout(60)
class AgentOrdersTest extends AgentScenario {
    private ScriptedMaster.Talk talk;

    @BeforeEach
    void connect() {
        master.script = AgentScenario::withRun;
        start();
        talk = awaitDemand(master);
    }

    private static MasterMessage drain(boolean on) {
        return MasterMessage.newBuilder().setDrain(Drain.newBuilder().setOn(on)).build();
    }

    private static MasterMessage pause(boolean on) {
        return MasterMessage.newBuilder().setPause(Pause.newBuilder().setOn(on)).build();
    }

    private static MasterMessage slots(int gpu, int cpu) {
        return MasterMessage.newBuilder()
                .setSetSlots(SetSlots.newBuilder().setGpu(gpu).setCpu(cpu))
                .build();
    }

    private static MasterMessage restart(boolean now) {
        return MasterMessage.newBuilder()
                .setRestart(Restart.newBuilder().setNow(now))
                .build();
    }

    private void awaitTelemetry(String what, Predicate<Telemetry> that) {
        Await.until(
                what,
                () -> talk.heard.stream()
                        .filter(AgentMessage::hasTelemetry)
                        .map(AgentMessage::getTelemetry)
                        .anyMatch(that));
    }

    private int place(Predicate<AgentMessage> message) {
        for (int i = talk.heard.size() - 1; i >= 0; i--) {
            if (message.test(talk.heard.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void a_drain_that_is_taken_back_is_said_before_images_are_asked_for_again() {
        talk.send(drain(true));
        awaitTelemetry("it drains", Telemetry::getDraining);
        int asked = demand(talk);
        talk.send(drain(false));
        Await.until("it asks again", () -> demand(talk) > asked);

        assertThat(place(m -> m.getDraining().getOver())).isBetween(0, place(AgentMessage::hasDemand));
        assertThat(place(m -> m.hasTelemetry() && !m.getTelemetry().getDraining()))
                .isGreaterThan(place(m -> m.hasTelemetry() && m.getTelemetry().getDraining()));
    }

    @Test
    void a_pause_keeps_the_models_and_what_is_held_is_finished() {
        CountDownLatch goOn = engine.holdRuns();
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a")));
        awaitTelemetry("it has the image", t -> t.getHeldLeasesCount() == 1);
        talk.send(pause(true));
        awaitTelemetry("it pauses", t -> t.getPaused() && t.getState().equals("paused"));
        int asked = demand(talk);
        goOn.countDown();
        Await.until("the image is handed in", () -> results(talk).size() == 1);
        talk.send(ack(1L));
        assertThat(demand(talk)).isEqualTo(asked);

        talk.send(pause(false));
        Await.until("it asks again", () -> demand(talk) > asked);
        assertThat(prepared).hasSize(1);
        assertThat(engine.closed).isFalse();
    }

    @Test
    void who_is_drained_and_paused_takes_images_only_when_both_are_over() {
        talk.send(drain(true));
        talk.send(pause(true));
        awaitTelemetry("it pauses", Telemetry::getPaused);
        int asked = demand(talk);
        talk.send(drain(false));
        awaitTelemetry("it only pauses", t -> t.getState().equals("paused") && !t.getDraining());
        assertThat(demand(talk)).isEqualTo(asked);
        talk.send(pause(false));
        Await.until("it asks again", () -> demand(talk) > asked);
    }

    @Test
    void what_a_former_master_asked_for_ends_with_it() {
        talk.send(drain(true));
        awaitTelemetry("it drains", Telemetry::getDraining);
        ScriptedMaster next = restart();
        next.script = (to, message) -> {
            if (message.hasHello()) {
                to.send(MasterMessage.newBuilder()
                        .setWelcome(Welcome.newBuilder().setProtocolVersion(1).setMasterSession("another"))
                        .build());
                to.send(ScriptedMaster.run(RUN));
            }
        };
        awaitDemand(next);
    }

    @Test
    void a_cut_does_not_end_what_the_master_asked_for() {
        talk.send(drain(true));
        awaitTelemetry("it drains", Telemetry::getDraining);
        ScriptedMaster next = restart();
        next.script = AgentScenario::withRun;
        Await.until("it is back", () -> !next.talks.isEmpty());
        talk = next.talk();
        awaitTelemetry("it still drains", Telemetry::getDraining);
        assertThat(demand(talk)).isZero();
    }

    @Test
    void other_slots_are_told_and_used() {
        talk.send(slots(0, 3));
        Await.until("it says so", () -> talk.heard.stream().anyMatch(AgentMessage::hasSlots));

        assertThat(talk.heard.stream()
                        .filter(AgentMessage::hasSlots)
                        .findFirst()
                        .orElseThrow()
                        .getSlots()
                        .getSlotsList())
                .extracting(Slot::getId)
                .containsExactly("cpu-0", "cpu-1", "cpu-2");
        awaitTelemetry("they work", t -> t.getSlotsCount() == 3);
        assertThat(prepared).hasSize(2);
    }

    @Test
    void slots_that_cannot_be_had_are_refused_and_nothing_changes() {
        talk.send(slots(2, 1));
        Await.until("it refuses", () -> talk.heard.stream().anyMatch(AgentMessage::hasRefused));

        assertThat(talk.heard.stream()
                        .filter(AgentMessage::hasRefused)
                        .findFirst()
                        .orElseThrow()
                        .getRefused())
                .satisfies(refused -> {
                    assertThat(refused.getAction()).isEqualTo("set_slots");
                    assertThat(refused.getCode()).isEqualTo("device-unavailable");
                    assertThat(refused.getMessage()).isEqualTo("No GPU works here.");
                });
        assertThat(prepared).hasSize(1);
    }

    @Test
    void a_restart_after_the_running_images_does_not_run_them_twice() {
        CountDownLatch goOn = engine.holdRuns();
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a"), lease(2, "b"), lease(3, "c")));
        Await.until("a run is under way", () -> !engine.runs.isEmpty());
        talk.send(restart(false));
        Await.until(
                "it prepares",
                () -> place(m -> m.getRunStatus().getState() == RunStatus.State.PREPARING) > 0
                        && talk.heard.stream()
                                        .filter(m -> m.getRunStatus().getState() == RunStatus.State.PREPARING)
                                        .count()
                                > 1);
        goOn.countDown();
        awaitTelemetry("it is done", t -> t.getRestarts() == 1);
        Await.until("all results", () -> results(talk).size() == 3);
        assertThat(results(talk)).extracting(r -> r.getPath()).doesNotHaveDuplicates();
        assertThat(engine.runs).hasSize(3);
        assertThat(prepared).hasSize(2);
    }

    @Test
    void a_restart_now_begins_the_running_images_again() {
        engine.holdRuns();
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a"), lease(2, "b")));
        Await.until("a run is under way", () -> !engine.runs.isEmpty());
        engine.onRun = paths -> {};
        talk.send(restart(true));
        awaitTelemetry("it is done", t -> t.getRestarts() == 1);
        Await.until("both results", () -> results(talk).size() == 2);
        assertThat(talk.heard.stream().anyMatch(AgentMessage::hasFailures)).isFalse();
    }

    @Test
    void the_last_keep_alive_is_echoed_with_the_time_since() {
        talk.send(MasterMessage.newBuilder()
                .setKeepAlive(KeepAlive.newBuilder().setSequence(41))
                .build());
        talk.send(MasterMessage.newBuilder()
                .setKeepAlive(KeepAlive.newBuilder().setSequence(42))
                .build());
        awaitTelemetry("the echo", t -> t.getKeepAlive() == 42);
        awaitTelemetry("and the time grows", t -> t.getKeepAlive() == 42 && t.getKeepAliveHeldUs() > 500_000);
    }

    @Test
    void where_the_master_moved_to_is_kept_and_tried_first() {
        ScriptedMaster next = new ScriptedMaster(master.identity(), 0, master.membership());
        try (next) {
            talk.send(MasterMessage.newBuilder()
                    .setMoved(Moved.newBuilder()
                            .addAddresses("127.0.0.1")
                            .addAddresses("no address at all")
                            .setPort(next.address().port()))
                    .build());
            Await.until(
                    "it is kept", () -> kept.getLast().addresses().equals(List.of(next.address(), master.address())));
            talk.end();
            Await.until("it comes", () -> !next.talks.isEmpty());
            assertThat(kept.getLast().addresses())
                    .contains(new MasterAddress("127.0.0.1", master.address().port()));
        }
    }

    @Test
    void log_lines_go_to_the_master_once_and_in_their_order() {
        for (int i = 0; i < 40; i++) {
            log.offer(i, "INFO", "io.facet.Test", "line " + i);
        }
        Await.until("all lines", () -> lines().size() >= 40);
        assertThat(lines())
                .extracting(LogLine::getMessage)
                .startsWith("line 0", "line 1")
                .endsWith("line 39");
        assertThat(lines()).hasSize(40);
    }

    private List<LogLine> lines() {
        return talk.heard.stream()
                .filter(AgentMessage::hasLog)
                .map(AgentMessage::getLog)
                .toList();
    }
}
