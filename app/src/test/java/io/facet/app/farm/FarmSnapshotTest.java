package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunHandle;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.LogEntry;
import io.facet.app.master.watch.SlotStatus;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.GpuTelemetry;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.SlotTelemetry;
import io.facet.protocol.wire.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a window sees of the agents. */
@Timeout(90)
class FarmSnapshotTest extends FarmScenario {

    @Test
    void an_agent_is_shown_with_what_it_is_and_has() {
        Instant before = Instant.now();
        try (TestAgent agent = TestAgent.start(testMaster.join()).awaitConnected()) {
            AgentStatus seen = awaitState(AgentStatus.State.IDLE);

            assertThat(seen.name()).isEqualTo("agent");
            assertThat(seen.host()).isEqualTo("host");
            assertThat(seen.version()).isEqualTo("1.0");
            assertThat(seen.os()).contains(System.getProperty("os.name"));
            assertThat(seen.address()).matches("127\\.0\\.0\\.1:[0-9]+");
            assertThat(seen.local()).isFalse();
            assertThat(seen.connectedAt()).isBetween(before, Instant.now());
            assertThat(seen.slots()).extracting(SlotStatus::id).containsExactly("cpu-0", "cpu-1");
            assertThat(seen.slots()).allMatch(s -> s.state() == SlotStatus.State.IDLE && !s.gpu());
            assertThat(seen.resources().memoryTotal()).isPositive();
            assertThat(seen.resources().gpu()).isNaN();
            assertThat(seen.loading()).isNaN();
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void the_time_there_and_back_is_known_after_a_few_heartbeats() {
        try (TestAgent agent = TestAgent.start(testMaster.join()).awaitConnected()) {
            awaitState(AgentStatus.State.IDLE);
            Await.until("the round trip", () -> only().roundTrip() != null);

            // Without the time that the agent held it, which is up to two seconds.
            assertThat(only().roundTrip()).isBetween(Duration.ZERO, Duration.ofSeconds(1));
            assertThat(only().lastSeen()).isAfter(Instant.now().minusSeconds(5));
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void an_agent_at_work_is_busy_and_counts_what_it_did() {
        NumberEngine slow = new NumberEngine(10);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images(40), csv);
            AgentStatus busy = awaitState(AgentStatus.State.BUSY);
            assertThat(busy.inFlight()).isPositive();
            Await.until("a slot is seen at work", () -> master.farmSnapshot().busySlots() > 0);

            slow.permits.release(100);
            TestMaster.await(run);
            AgentStatus after = awaitState(AgentStatus.State.IDLE);
            Await.until("it has done them all", () -> only().done() == 40);
            assertThat(after.failed()).isZero();
            assertThat(master.farmSnapshot().slots()).isEqualTo(2);
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void an_agent_that_vanishes_stays_with_the_reason_until_it_is_forgotten() {
        RunHandle run = testMaster.start(images(40), csv);
        String id;
        try (RawAgent raw = new RawAgent(testMaster.join()).greet(2).ask(5)) {
            Await.until("leases", () -> raw.leases().size() == 5);
            id = only().id();
            assertThat(only().inFlight()).isBetween(0, 5);
        }
        AgentStatus lost = awaitState(AgentStatus.State.LOST);
        assertThat(lost.reason()).isEqualTo("Its connection broke off.");
        assertThat(lost.requeued()).isEqualTo(5);
        assertThat(lost.inFlight()).isZero();
        assertThat(lost.slots()).allMatch(s -> s.state() == SlotStatus.State.LOST);
        assertThat(lost.connected()).isFalse();

        master.forget(id);
        Await.until("it is gone", () -> master.farmSnapshot().equals(FarmSnapshot.EMPTY));
        run.stop();
    }

    @Test
    void an_agent_that_is_back_is_the_same_agent_and_counts_on() {
        RunHandle run = testMaster.start(images(40), csv);
        var membership = testMaster.join();
        try (RawAgent raw = new RawAgent(membership).greet(2)) {
            awaitState(AgentStatus.State.LOADING);
            assertThat(raw.isOver()).isFalse();
        }
        awaitState(AgentStatus.State.LOST);
        try (TestAgent agent = TestAgent.start(membership)) {
            TestMaster.await(run);
            Await.until("it has done them all", () -> only().done() == 40);
            assertThat(only().requeued()).isZero();
            assertThat(only().reason()).isEmpty();
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void one_that_said_goodbye_has_left_and_is_not_lost() {
        try (TestAgent agent = TestAgent.start(testMaster.join()).awaitConnected()) {
            awaitState(AgentStatus.State.IDLE);
            agent.drain();
            assertThat(awaitState(AgentStatus.State.LEFT).reason()).contains("stopped on its computer");
        }
    }

    @Test
    void an_agent_that_cannot_take_part_says_why() {
        RunHandle run = testMaster.start(images(5), csv);
        try (TestAgent working = TestAgent.start(testMaster.join(), new NumberEngine(0));
                RawAgent raw = new RawAgent(testMaster.join()).greet(1)) {
            Await.until("the run", () -> raw.heard.stream().anyMatch(m -> m.hasRun()));
            raw.send(AgentMessage.newBuilder()
                    .setRunStatus(RunStatus.newBuilder()
                            .setRunId(raw.runId())
                            .setState(RunStatus.State.FAILED)
                            .setMessage("The model needs a GPU.")));
            Await.until(
                    "it is refused",
                    () -> master.farmSnapshot().agents().stream()
                            .anyMatch(a -> a.state() == AgentStatus.State.REFUSED
                                    && a.reason().equals("The model needs a GPU.")));
            assertThat(working.runs()).isTrue();
            run.stop();
        }
    }

    @Test
    void what_an_agent_says_of_its_computer_is_shown() {
        try (RawAgent raw = new RawAgent(testMaster.join()).greet(1)) {
            raw.send(AgentMessage.newBuilder()
                    .setTelemetry(Telemetry.newBuilder()
                            .setCpuLoad(0.5)
                            .setMemoryUsedBytes(7)
                            .addSlots(SlotTelemetry.newBuilder()
                                    .setSlotId("s-0")
                                    .setImagesPerS(12)
                                    .setDone(3)
                                    .setFailed(1))
                            .addGpus(GpuTelemetry.newBuilder()
                                    .setLoad(0.25)
                                    .setMemoryUsedBytes(10)
                                    .setMemoryTotalBytes(100))
                            .addGpus(GpuTelemetry.newBuilder()
                                    .setIndex(1)
                                    .setLoad(-1)
                                    .setMemoryUsedBytes(5)
                                    .setMemoryTotalBytes(100))));
            Await.until("it is shown", () -> only().resources().cpu() == 0.5);

            assertThat(only().resources().gpu()).isEqualTo(0.25);
            assertThat(only().resources().vramUsed()).isEqualTo(15);
            assertThat(only().resources().vramTotal()).isEqualTo(200);
            assertThat(only().resources().memoryUsed()).isEqualTo(7);
            assertThat(only().imagesPerSecond()).isEqualTo(12);
            assertThat(only().slots().getFirst().done()).isEqualTo(3);
            assertThat(only().slots().getFirst().failed()).isEqualTo(1);
        }
    }

    @Test
    void what_an_agent_logs_comes_line_by_line() {
        try (TestAgent agent = TestAgent.start(testMaster.join()).awaitConnected()) {
            String id = awaitState(AgentStatus.State.IDLE).id();
            agent.log.offer(1000, "WARN", "io.facet.Slot", "It is hot here.");
            agent.log.offer(2000, "INFO", "io.facet.Slot", "It is better now.");
            Await.until("two lines", () -> master.logs(id, -1).size() == 2);

            List<LogEntry> lines = master.logs(id, -1);
            assertThat(lines.getFirst().level()).isEqualTo("WARN");
            assertThat(lines.getFirst().time()).isEqualTo(Instant.ofEpochSecond(1));
            assertThat(lines.getFirst().message()).isEqualTo("It is hot here.");
            assertThat(master.logs(id, lines.getFirst().sequence())).containsExactly(lines.getLast());
            assertThat(master.logs(id, lines.getLast().sequence())).isEmpty();
            assertThat(master.logs("nobody", -1)).isEmpty();
        }
    }
}
