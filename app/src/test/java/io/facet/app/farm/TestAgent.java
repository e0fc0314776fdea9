package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.Agent;
import io.facet.agent.AgentException;
import io.facet.agent.content.AllowedRoots;
import io.facet.agent.device.AgentSlots;
import io.facet.agent.device.SlotPlan;
import io.facet.agent.identity.Membership;
import io.facet.agent.telemetry.LogRelay;
import io.facet.agent.work.PreparedRun;
import io.facet.models.runtime.Device;
import io.facet.protocol.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** A real agent in this process, which gets every image over the wire. Closed by its maker. */
final class TestAgent implements AutoCloseable {
    final NumberEngine engine;
    final List<String> notices = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final LogRelay log = new LogRelay();

    /** How often a run was made ready. */
    final AtomicInteger prepared = new AtomicInteger();

    final AgentSlots slots = new AgentSlots(plan(2), (gpu, cpu) -> replan(gpu, cpu));
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Agent agent;

    private TestAgent(Membership membership, NumberEngine engine, int version) {
        this.engine = engine;
        agent = new Agent(
                new Agent.Profile("agent", "host", "1.0", version, false),
                membership,
                slots,
                AllowedRoots.of(List.of(), List.of()),
                link -> (spec, progress) -> prepare(),
                log,
                notices::add,
                reachable -> connections.incrementAndGet());
        Thread.ofPlatform().daemon().name("test-agent").start(this::run);
    }

    private static SlotPlan plan(int cpu) {
        return new SlotPlan(
                List.of(new SlotPlan.DeviceSlots(new Device.Cpu(), "processors", 1, List.of("cpu"), ids(cpu))));
    }

    private static SlotPlan replan(int gpu, int cpu) {
        if (gpu > 0) {
            throw new AgentException(AgentException.Code.DEVICE_UNAVAILABLE, "No GPU works here.");
        }
        return plan(cpu);
    }

    private static List<String> ids(int cpu) {
        return IntStream.range(0, cpu).mapToObj(i -> "cpu-" + i).toList();
    }

    private PreparedRun prepare() {
        prepared.incrementAndGet();
        List<String> ids = slots.now().devices().getFirst().slotIds();
        return new PreparedRun(List.of(new PreparedRun.DeviceLane(engine, "cpu", ids, 2)), true);
    }

    private void run() {
        try {
            agent.run();
            end.complete(null);
        } catch (ProtocolException | InterruptedException e) {
            end.completeExceptionally(e);
        }
    }

    static TestAgent start(Membership membership) {
        return new TestAgent(membership, new NumberEngine(), 1);
    }

    static TestAgent start(Membership membership, NumberEngine engine) {
        return new TestAgent(membership, engine, 1);
    }

    static TestAgent ofVersion(Membership membership, int version) {
        return new TestAgent(membership, new NumberEngine(), version);
    }

    TestAgent awaitConnected() {
        Await.until("the agent is connected", () -> connections.get() > 0);
        return this;
    }

    boolean runs() {
        return !end.isDone();
    }

    /** Checks that the agent ends because the master refuses it for good. */
    void endsWith(ProtocolException.Code code, String words) {
        assertThatThrownBy(() -> end.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(ProtocolException.class, e -> {
                    Assertions.assertThat(e.code()).isEqualTo(code);
                    Assertions.assertThat(e.getMessage()).contains(words);
                });
    }

    /** Ends it as Ctrl-C would. */
    void drain() {
        try {
            agent.drainAndStop(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
