package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.agent.content.AllowedRoots;
import io.facet.agent.device.AgentSlots;
import io.facet.agent.device.SlotPlan;
import io.facet.agent.identity.Membership;
import io.facet.agent.telemetry.LogRelay;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.agent.work.PreparedRun;
import io.facet.models.runtime.Device;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.Ack;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunSpec;
import io.grpc.stub.StreamObserver;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** An agent with a fake engine that works for a scripted master. */
abstract class AgentScenario {
    static final RunSpec RUN =
            RunSpec.newBuilder().setRunId("run-1").setMaxImageBytes(1000).build();

    final FakeEngine engine = new FakeEngine();
    final List<String> prepared = new CopyOnWriteArrayList<>();
    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<Membership> kept = new CopyOnWriteArrayList<>();
    final LogRelay log = new LogRelay();
    final CompletableFuture<Void> end = new CompletableFuture<>();
    final Map<Long, String> contents = new ConcurrentHashMap<>();
    ScriptedMaster master = new ScriptedMaster();
    volatile boolean needsContent;

    @Nullable
    Agent agent;

    private SlotPlan replan(int gpu, int cpu) {
        if (gpu > 0) {
            throw new AgentException(AgentException.Code.DEVICE_UNAVAILABLE, "No GPU works here.");
        }
        return plan(cpu);
    }

    private static SlotPlan plan(int cpu) {
        List<String> ids = IntStream.range(0, cpu).mapToObj(i -> "cpu-" + i).toList();
        return new SlotPlan(
                List.of(new SlotPlan.DeviceSlots(new Device.Cpu(), "2 processors", 1, List.of("cpu"), ids)));
    }

    Agent start() {
        return start(master.membership());
    }

    Agent start(Membership membership) {
        AgentSlots slots = new AgentSlots(plan(1), this::replan);
        Agent started = new Agent(
                new Agent.Profile("lab", "lab-pc", "1.0", 1, false),
                membership,
                slots,
                AllowedRoots.of(List.of(), List.of()),
                link -> (spec, progress) -> {
                    prepared.add(spec.getRunId());
                    List<String> ids = slots.now().devices().getFirst().slotIds();
                    return new PreparedRun(List.of(new PreparedRun.DeviceLane(engine, "fake", ids, 1)), needsContent);
                },
                log,
                notices::add,
                kept::add);
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
    static void withRun(ScriptedMaster.Talk talk, AgentMessage message) {
        if (message.hasHello()) {
            talk.send(ScriptedMaster.WELCOME);
            talk.send(ScriptedMaster.run(RUN));
        }
    }

    static Lease lease(long id, String path) {
        return Lease.newBuilder()
                .setLeaseId(id)
                .setPath(path)
                .setSize(path.length())
                .setAttempt(1)
                .build();
    }

    static MasterMessage ack(Long... ids) {
        return MasterMessage.newBuilder()
                .setAck(Ack.newBuilder().addAllLeaseIds(List.of(ids)))
                .build();
    }

    static int demand(ScriptedMaster.Talk talk) {
        return talk.heard.stream().mapToInt(m -> m.getDemand().getCredits()).sum();
    }

    static List<Result> results(ScriptedMaster.Talk talk) {
        return talk.heard.stream()
                .flatMap(m -> m.getResults().getResultsList().stream())
                .toList();
    }

    static ScriptedMaster.Talk awaitDemand(ScriptedMaster master) {
        ScriptedMaster.Talk talk = master.talk();
        Await.until("demand", () -> demand(talk) > 0);
        return talk;
    }

    ScriptedMaster restart() {
        int port = master.address().port();
        Membership agentOfBoth = master.membership();
        master.close();
        ScriptedMaster next = new ScriptedMaster(master.identity(), port, agentOfBoth);
        master = next;
        return next;
    }

    void serve(FetchRequest request, StreamObserver<Chunk> out) {
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

    static void drain(Agent agent) {
        try {
            agent.drainAndStop(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void await(CountDownLatch latch) {
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
