package io.facet.agent;

import io.facet.agent.content.AllowedRoots;
import io.facet.agent.content.ContentSource;
import io.facet.agent.device.SlotPlan;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.link.MasterLink;
import io.facet.agent.telemetry.HostStats;
import io.facet.agent.work.RunPreparer;
import io.facet.agent.work.RunWorker;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Draining;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import io.facet.protocol.wire.Welcome;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent: keeps the link to its master, takes part in the run that the master has, and says how it is. The composition
 * root of everything below it. Thread-safe; closed by its maker.
 */
public final class Agent implements MasterLink.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /**
     * What an agent is.
     *
     * @param name for people
     * @param host name of this computer
     * @param version of Facet
     * @param protocolVersion spoken
     * @param local whether it is the master's own child
     */
    public record Profile(String name, String host, String version, int protocolVersion, boolean local) {}

    private final Profile profile;
    private final SlotPlan slots;
    private final AllowedRoots roots;
    private final Function<MasterLink, RunPreparer> preparers;
    private final Consumer<String> notices;
    private final BiConsumer<MasterAddress, Welcome> onConnected;
    private final HostStats host = new HostStats();
    private final StateMachine state = new StateMachine();
    private final MasterLink link;
    private final RunPreparer preparer;
    /** Starts and ends workers one after the other, off the link's thread, because ending one waits for its model. */
    private final ExecutorService control = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("facet-control").daemon().factory());

    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("facet-heartbeat").daemon().factory());
    private volatile @Nullable RunWorker worker;
    private volatile boolean draining;
    private boolean complained;

    /**
     * Does nothing until {@link #run}.
     *
     * @param preparers makes the preparer of runs, which may fetch from the master
     * @param notices takes lines for people
     * @param onConnected told each time that the master has welcomed this agent
     */
    public Agent(
            Profile profile,
            Membership membership,
            SlotPlan slots,
            AllowedRoots roots,
            Function<MasterLink, RunPreparer> preparers,
            Consumer<String> notices,
            BiConsumer<MasterAddress, Welcome> onConnected) {
        this.profile = profile;
        this.slots = slots;
        this.roots = roots;
        this.preparers = preparers;
        this.notices = notices;
        this.onConnected = onConnected;
        this.link = new MasterLink(membership, this::hello, this);
        this.preparer = this.preparers.apply(link);
    }

    /**
     * Works until it is drained and stopped.
     *
     * @throws ProtocolException if the master refuses this agent for good
     */
    public void run() throws InterruptedException {
        long period = Limits.HEARTBEAT.toMillis();
        var _ = heartbeat.scheduleAtFixedRate(this::sendTelemetry, period / 2, period, TimeUnit.MILLISECONDS);
        link.run();
    }

    private Hello hello() {
        Hello.Builder hello = Hello.newBuilder()
                .setProtocolVersion(profile.protocolVersion())
                .setSoftwareVersion(profile.version())
                .setAgentName(Limits.cut(profile.name(), Limits.NAME_CHARS))
                .setHost(Limits.cut(profile.host(), Limits.NAME_CHARS))
                .setOs("%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")))
                .setLogicalProcessors(Runtime.getRuntime().availableProcessors())
                .setMemoryBytes(host.memoryBytes())
                .setLocal(profile.local());
        for (SlotPlan.DeviceSlots device : slots.devices()) {
            for (String id : device.slotIds()) {
                hello.addSlots(Slot.newBuilder()
                        .setId(id)
                        .setDeviceClass(device.device().deviceClass())
                        .setDeviceName(device.name())
                        .setMemoryBytes(device.memoryBytes())
                        .addAllProviders(device.providers()));
            }
        }
        return hello.build();
    }

    // ---- the link -------------------------------------------------------------------------------------------

    @Override
    public void connected(MasterAddress address, Welcome welcome) {
        complained = false;
        if (!draining) {
            state.become(AgentState.IDLE);
        }
        notices.accept("Connected to the master at %s.".formatted(address));
        onConnected.accept(address, welcome);
    }

    @Override
    public void disconnected() {
        state.become(AgentState.LOST);
        notices.accept("The master is away. What is under way goes on; trying to reach it again.");
        RunWorker current = worker;
        if (current != null) {
            current.disconnected();
        }
    }

    @Override
    public void unreachable(ProtocolException why) {
        if (!complained) {
            notices.accept(why.getMessage() + " Trying again until it does.");
            complained = true;
        }
    }

    @Override
    public void received(MasterMessage message) {
        RunWorker current = worker;
        switch (message.getKindCase()) {
            case RUN -> control.execute(() -> takePart(message.getRun()));
            case RUN_END -> control.execute(() -> endRun(message.getRunEnd().getRunId()));
            case LEASES -> {
                if (current != null
                        && current.spec().getRunId().equals(message.getLeases().getRunId())) {
                    current.lease(message.getLeases().getLeasesList());
                    state.becomeIf(AgentState.IDLE, AgentState.BUSY);
                }
            }
            case ACK -> {
                if (current != null) {
                    current.acknowledge(message.getAck().getLeaseIdsList());
                }
            }
            case REVOKE -> {
                if (current != null) {
                    current.revoke(message.getRevoke().getLeaseIdsList());
                }
            }
            case DRAIN -> drain(message.getDrain().getOn());
            case SET_SLOTS, KEEP_ALIVE, WELCOME, REJECTED, KIND_NOT_SET -> {}
        }
    }

    private void takePart(RunSpec spec) {
        RunWorker current = worker;
        if (current != null && current.spec().equals(spec)) {
            current.connected(); // the same run after a cut, or after its master was started again
            return;
        }
        endCurrent();
        ContentSource content = new ContentSource(roots, spec.getDatasetRoot(), spec.getMaxImageBytes(), link::content);
        RunWorker next = new RunWorker(spec, preparer, content, link::send);
        next.accept(!draining);
        worker = next;
        next.connected();
    }

    private void endRun(String runId) {
        RunWorker current = worker;
        if (current != null && current.spec().getRunId().equals(runId)) {
            endCurrent();
        }
    }

    private void endCurrent() {
        RunWorker current = worker;
        worker = null;
        if (current != null) {
            current.close();
            state.becomeIf(AgentState.BUSY, AgentState.IDLE);
        }
    }

    private void sendTelemetry() {
        try {
            RunWorker current = worker;
            if (current != null && current.heldLeases().isEmpty()) {
                state.becomeIf(AgentState.BUSY, AgentState.IDLE);
            }
            Telemetry.Builder telemetry = Telemetry.newBuilder()
                    .setCpuLoad(host.cpuLoad())
                    .setProcessCpuLoad(host.processCpuLoad())
                    .setMemoryUsedBytes(host.memoryUsedBytes())
                    .setProcessRssBytes(host.processBytes())
                    .setState(state.state().key());
            if (current != null) {
                telemetry
                        .addAllSlots(current.slots())
                        .addAllHeldLeases(current.heldLeases())
                        .setUnacknowledged(current.unacknowledged());
            }
            link.send(AgentMessage.newBuilder().setTelemetry(telemetry).build());
        } catch (RuntimeException e) {
            LOG.warn("Telemetry", e); // an exception would end the timer
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------

    private void drain(boolean on) {
        draining = on;
        state.become(on ? AgentState.DRAINING : AgentState.IDLE);
        RunWorker current = worker;
        if (current != null) {
            current.accept(!on);
        }
    }

    /** Takes no more images, hands in what is under way, waiting for it no longer than {@code patience}, and stops. */
    public void drainAndStop(Duration patience) throws InterruptedException {
        RunWorker current = worker;
        drain(true);
        int left = current == null ? 0 : current.heldLeases().size();
        link.send(AgentMessage.newBuilder()
                .setDraining(Draining.newBuilder().setLeft(left).setReason("The agent is being stopped."))
                .build());
        if (current != null) {
            current.awaitIdle(patience);
        }
        link.stop();
    }

    @Override
    public void close() {
        link.stop();
        heartbeat.shutdownNow();
        control.execute(this::endCurrent);
        control.close();
    }
}
