package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentCutTest extends AgentScenario {
    @Test
    void what_was_under_way_is_handed_in_to_the_master_that_comes_after() {
        master.script = AgentScenario::withRun;
        start();
        ScriptedMaster.Talk first = awaitDemand(master);
        CountDownLatch goOn = engine.holdRuns();
        first.send(ScriptedMaster.leases("run-1", lease(1, "a")));
        Await.until("it runs", () -> engine.runs.size() == 1);

        ScriptedMaster next = restart();
        next.script = AgentScenario::withRun;
        goOn.countDown();
        ScriptedMaster.Talk second = awaitDemand(next);
        second.send(ScriptedMaster.leases("run-1", lease(1, "b")));
        Await.until("both", () -> results(second).size() == 2);

        Result old = results(second).stream()
                .filter(r -> r.getPath().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(old.getLeaseId()).isGreaterThanOrEqualTo(1L << 62);
        assertThat(prepared).as("the model is loaded once").containsExactly("run-1");
        second.send(ack(old.getLeaseId(), 1L));
        Await.until(
                "nothing is left",
                () -> second.heard.stream()
                        .anyMatch(m -> m.hasTelemetry()
                                && m.getTelemetry().getUnacknowledged() == 0
                                && m.getTelemetry().getHeldLeasesCount() == 0));
    }

    @Test
    void content_of_a_former_masters_lease_is_never_taken_for_that_of_the_next() {
        needsContent = true;
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        contents.put(1L, "a");
        master.script = AgentScenario::withRun;
        master.content = (request, out) -> {
            fetching.countDown();
            await(goOn);
        };
        start();
        ScriptedMaster.Talk first = awaitDemand(master);
        first.send(ScriptedMaster.leases("run-1", lease(1, "a")));
        await(fetching);
        goOn.countDown();

        ScriptedMaster next = restart();
        next.script = AgentScenario::withRun;
        next.content = this::serve;
        contents.put(1L, "b");
        ScriptedMaster.Talk second = awaitDemand(next);
        second.send(ScriptedMaster.leases("run-1", lease(1, "b")));
        Await.until("a result", () -> !results(second).isEmpty());

        assertThat(results(second)).extracting(Result::getPath).containsExactly("b");
    }

    @Test
    void a_run_that_a_master_asked_for_before_it_went_away_is_left_to_the_next() {
        master.script = AgentScenario::withRun;
        start();
        ScriptedMaster.Talk first = awaitDemand(master);
        CountDownLatch goOn = new CountDownLatch(1);
        engine.onRun = paths -> await(goOn); // whatever interrupts it, as a model does
        first.send(ScriptedMaster.leases("run-1", lease(1, "a")));
        Await.until("it runs", () -> engine.runs.size() == 1);
        first.send(ScriptedMaster.run(RUN.toBuilder().setRunId("run-2").build()));
        first.send(MasterMessage.newBuilder()
                .setRunEnd(RunEnd.newBuilder().setRunId("run-2"))
                .build());

        ScriptedMaster next = restart();
        next.script = (talk, message) -> {
            if (message.hasHello()) {
                talk.send(ScriptedMaster.WELCOME);
                talk.send(ScriptedMaster.run(RUN.toBuilder().setRunId("run-3").build()));
            }
        };
        ScriptedMaster.Talk second = next.talk();
        goOn.countDown();
        Await.until("demand for the third run", () -> demand(second) > 0);

        assertThat(prepared).containsExactly("run-1", "run-3");
        assertThat(demand(second)).isEqualTo(2);
        assertThat(second.heard.stream().filter(AgentMessage::hasDemand))
                .allMatch(m -> m.getDemand().getRunId().equals("run-3"));
    }

    @Test
    void stopping_while_the_master_is_away_waits_for_nothing() throws Exception {
        master.script = AgentScenario::withRun;
        Agent started = start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        engine.holdRuns();
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a")));
        Await.until("it runs", () -> engine.runs.size() == 1);
        master.close();
        Await.until("noticed", () -> notices.stream().anyMatch(n -> n.contains("away")));

        CompletableFuture.runAsync(() -> drain(started)).get(5, TimeUnit.SECONDS);
        end.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_master_that_cannot_be_reached_is_complained_of_once() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        try (ServerSocket closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        closing.accept().close();
                        tries.incrementAndGet();
                    }
                } catch (IOException e) {
                    // the test is over
                }
            });
            Membership known = master.membership();
            start(new Membership(
                    known.masterName(),
                    List.of(new MasterAddress("127.0.0.1", closing.getLocalPort())),
                    known.fingerprint(),
                    known.credential()));
            Await.until("some tries", () -> tries.get() >= 4);
        }

        assertThat(notices)
                .singleElement()
                .asString()
                .contains("No master answers at 127.0.0.1:")
                .endsWith("Trying again.");
    }

    @Test
    void a_hostile_master_neither_ends_nor_blocks_the_agent() {
        master.script = (talk, message) -> {
            if (!message.hasHello()) {
                return;
            }
            talk.send(ScriptedMaster.WELCOME);
            if (master.talks.size() > 1) {
                talk.send(ScriptedMaster.run(RUN));
                return;
            }
            talk.send(ScriptedMaster.leases("run-1", lease(1, "before any run")));
            talk.send(ack(1L, -1L, Long.MAX_VALUE));
            talk.send(MasterMessage.newBuilder()
                    .setRunEnd(RunEnd.getDefaultInstance())
                    .build());
            talk.send(ScriptedMaster.run(RUN));
            talk.send(ScriptedMaster.leases(
                    "run-1",
                    IntStream.range(0, 1000)
                            .mapToObj(i -> lease(i % 3, "../../" + i))
                            .toArray(Lease[]::new)));
            talk.send(MasterMessage.newBuilder()
                    .setRunEnd(RunEnd.newBuilder().setRunId("run-1"))
                    .build());
            talk.end();
        };
        start();
        Await.until("a second connection", () -> master.talks.size() == 2);
        ScriptedMaster.Talk talk = awaitDemand(master);
        talk.send(ScriptedMaster.leases("run-1", lease(5, "honest")));

        Await.until(
                "honest work is done",
                () -> results(talk).stream().anyMatch(r -> r.getPath().equals("honest")));
    }
}
