package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.facet.agent.content.AllowedRoots;
import io.facet.agent.device.SlotPlan;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.agent.work.PreparedRun;
import io.facet.models.runtime.Device;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.Ack;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.Drain;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunEnd;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Telemetry;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentTest {
    private static final RunSpec RUN =
            RunSpec.newBuilder().setRunId("run-1").setMaxImageBytes(1000).build();

    private final FakeEngine engine = new FakeEngine();
    private final List<String> prepared = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<Long, String> contents = new ConcurrentHashMap<>();
    private ScriptedMaster master = new ScriptedMaster();
    private volatile boolean needsContent;
    private @Nullable Agent agent;

    private Agent start() {
        return start(master.membership());
    }

    private Agent start(Membership membership) {
        SlotPlan slots = new SlotPlan(List.of(
                new SlotPlan.DeviceSlots(new Device.Cpu(), "2 processors", 1, List.of("cpu"), List.of("cpu-0"))));
        Agent started = new Agent(
                new Agent.Profile("lab", "lab-pc", "1.0", 1, false),
                membership,
                slots,
                AllowedRoots.of(List.of(), List.of()),
                link -> (spec, progress) -> {
                    prepared.add(spec.getRunId());
                    return new PreparedRun(
                            List.of(new PreparedRun.DeviceLane(engine, "fake", List.of("cpu-0"), 1)), needsContent);
                },
                notices::add,
                (at, welcome) -> {});
        agent = started;
        Thread.ofPlatform().name("agent").start(() -> {
            try {
                started.run();
                end.complete(null);
            } catch (ProtocolException | InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        return started;
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
        master.close();
        assertThat(engine.offences).isEmpty();
    }

    /** A master that has a run from the beginning. */
    private static void withRun(ScriptedMaster.Talk talk, AgentMessage message) {
        if (message.hasHello()) {
            talk.send(ScriptedMaster.WELCOME);
            talk.send(ScriptedMaster.run(RUN));
        }
    }

    private static Lease lease(long id, String path) {
        return Lease.newBuilder()
                .setLeaseId(id)
                .setPath(path)
                .setSize(path.length())
                .setAttempt(1)
                .build();
    }

    private static MasterMessage ack(Long... ids) {
        return MasterMessage.newBuilder()
                .setAck(Ack.newBuilder().addAllLeaseIds(List.of(ids)))
                .build();
    }

    private static int demand(ScriptedMaster.Talk talk) {
        return talk.heard.stream().mapToInt(m -> m.getDemand().getCredits()).sum();
    }

    private static List<Result> results(ScriptedMaster.Talk talk) {
        return talk.heard.stream()
                .flatMap(m -> m.getResults().getResultsList().stream())
                .toList();
    }

    private static ScriptedMaster.Talk awaitDemand(ScriptedMaster master) {
        ScriptedMaster.Talk talk = master.talk();
        Await.until("demand", () -> demand(talk) > 0);
        return talk;
    }

    private ScriptedMaster restart() {
        int port = master.address().port();
        Membership agentOfBoth = master.membership();
        master.close();
        ScriptedMaster next = new ScriptedMaster(master.identity(), port, agentOfBoth);
        master = next;
        return next;
    }

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
        master.script = AgentTest::withRun;
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
        master.script = AgentTest::withRun;
        master.content = this::serve;
        start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        talk.send(ScriptedMaster.leases("run-1", lease(1, "a"), lease(2, "b")));

        Await.until("results", () -> results(talk).size() == 2);
    }

    private void serve(FetchRequest request, StreamObserver<Chunk> out) {
        byte[] bytes = contents.getOrDefault(request.getLeaseId(), "").getBytes(StandardCharsets.UTF_8);
        try {
            out.onNext(Chunk.newBuilder()
                    .setTotalSize(bytes.length)
                    .setData(ByteString.copyFrom(bytes))
                    .setSha256(ByteString.copyFrom(
                            MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .build());
            out.onCompleted();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_was_under_way_is_handed_in_to_the_master_that_comes_after() {
        master.script = AgentTest::withRun;
        start();
        ScriptedMaster.Talk first = awaitDemand(master);
        CountDownLatch goOn = engine.holdRuns();
        first.send(ScriptedMaster.leases("run-1", lease(1, "a")));
        Await.until("it runs", () -> engine.runs.size() == 1);

        ScriptedMaster next = restart();
        next.script = AgentTest::withRun;
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
        master.script = AgentTest::withRun;
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
        next.script = AgentTest::withRun;
        next.content = this::serve;
        contents.put(1L, "b");
        ScriptedMaster.Talk second = awaitDemand(next);
        second.send(ScriptedMaster.leases("run-1", lease(1, "b")));
        Await.until("a result", () -> !results(second).isEmpty());

        assertThat(results(second)).extracting(Result::getPath).containsExactly("b");
    }

    @Test
    void a_run_that_a_master_asked_for_before_it_went_away_is_left_to_the_next() {
        master.script = AgentTest::withRun;
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
    void images_of_a_run_that_is_not_this_ones_are_left_alone() {
        master.script = AgentTest::withRun;
        start();
        ScriptedMaster.Talk talk = awaitDemand(master);
        talk.send(ScriptedMaster.leases("another", lease(1, "a")));
        talk.send(ScriptedMaster.leases("run-1", lease(2, "b")));
        Await.until("a result", () -> !results(talk).isEmpty());

        assertThat(results(talk)).extracting(Result::getPath).containsExactly("b");
    }

    @Test
    void the_end_of_a_run_frees_its_model_and_the_next_is_made_ready() {
        master.script = AgentTest::withRun;
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
        master.script = AgentTest::withRun;
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
    void stopping_while_the_master_is_away_waits_for_nothing() throws Exception {
        master.script = AgentTest::withRun;
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

    private static void drain(Agent agent) {
        try {
            agent.drainAndStop(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
