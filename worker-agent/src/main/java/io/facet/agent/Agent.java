package io.facet.agent;

import io.facet.agent.content.AllowedRoots;
import io.facet.agent.content.ContentSource;
import io.facet.agent.device.AgentSlots;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.link.MasterLink;
import io.facet.agent.telemetry.GpuStats;
import io.facet.agent.telemetry.HostStats;
import io.facet.agent.telemetry.LogRelay;
import io.facet.agent.work.RunPreparer;
import io.facet.agent.work.RunWorker;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Draining;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Moved;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.Telemetry;
import io.facet.protocol.wire.Welcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent: keeps the link to its master, takes part in the run that the master has, and says how it is. The composition
 * root of everything below it. Thread-safe; closed by its maker.
 */
public final class Agent implements MasterLink.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final long GOODBYE_MILLIS = 2000;
    private static final long LOG_MILLIS = 250;

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

    private final AllowedRoots roots;
    private final Consumer<String> notices;
    private final Consumer<Membership> memberships;
    private final HostStats host = new HostStats();
    private final StateMachine state = new StateMachine();
    private final MasterLink link;
    private final RunPreparer preparer;
    private final CurrentRun run = new CurrentRun(this::newWorker, this::ended);
    private final Orders orders = new Orders();
    private final KeepAliveEcho echo = new KeepAliveEcho(System::nanoTime);
    private final AtomicInteger restarts = new AtomicInteger();
    private final SlotChanges slotChanges;
    private final GpuStats gpus;
    private final LogRelay log;
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("facet-heartbeat").daemon().factory());
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean complained;

    /**
     * Does nothing until {@link #run}.
     *
     * @param slots of this agent; the master may change them
     * @param preparers makes the preparer of runs, which may fetch from the master
     * @param log lines for the master
     * @param notices takes lines for people
     * @param memberships takes what to come back with, each time that the master has welcomed this agent or moved
     */
    public Agent(
            Profile profile,
            Membership membership,
            AgentSlots slots,
            AllowedRoots roots,
            Function<MasterLink, RunPreparer> preparers,
            LogRelay log,
            Consumer<String> notices,
            Consumer<Membership> memberships) {
        this.roots = roots;
        this.notices = notices;
        this.memberships = memberships;
        this.log = log;
        this.link = new MasterLink(membership, () -> Introduction.of(profile, slots.now(), host.memoryBytes()), this);
        this.slotChanges = new SlotChanges(slots, run, link::send);
        this.gpus = new GpuStats(slots::onGpu);
        this.preparer = preparers.apply(link);
    }

    /**
     * Works until it is drained and stopped.
     *
     * @throws ProtocolException if the master refuses this agent for good
     */
    public void run() throws InterruptedException {
        long period = Limits.HEARTBEAT.toMillis();
        var _ = heartbeat.scheduleAtFixedRate(this::sendTelemetry, period / 2, period, TimeUnit.MILLISECONDS);
        var _ = heartbeat.scheduleWithFixedDelay(this::sendLog, LOG_MILLIS, LOG_MILLIS, TimeUnit.MILLISECONDS);
        try {
            link.run();
        } finally {
            ended.countDown();
        }
    }

    private RunWorker newWorker(RunSpec spec) {
        ContentSource content = new ContentSource(roots, spec.getDatasetRoot(), spec.getMaxImageBytes(), link::content);
        return new RunWorker(spec, preparer, content, link::send);
    }

    private void ended() {
        state.becomeIf(AgentState.BUSY, AgentState.IDLE);
    }

    // ---- the link -------------------------------------------------------------------------------------------

    @Override
    public void connected(MasterAddress address, Welcome welcome) {
        complained = false;
        orders.connected(welcome.getMasterSession());
        run.accept(orders.takesImages());
        state.become(orders.resting());
        notices.accept("Connected to the master at %s.".formatted(address));
        memberships.accept(link.membership().preferring(address));
        sendTelemetry(); // what a former connection asked for may hold still
    }

    @Override
    public void disconnected() {
        state.become(AgentState.LOST);
        run.disconnected();
        echo.reset();
        notices.accept("The master is away. What is under way goes on; trying to reach it again.");
    }

    @Override
    public void unreachable(ProtocolException why) {
        if (!complained) {
            notices.accept(why.getMessage() + " Trying again.");
            complained = true;
        }
    }

    @Override
    public void received(MasterMessage message) {
        RunWorker worker = run.worker();
        switch (message.getKindCase()) {
            case RUN -> run.take(message.getRun());
            case RUN_END -> run.end(message.getRunEnd().getRunId());
            case LEASES -> {
                if (run.lease(message.getLeases())) {
                    state.becomeIf(AgentState.IDLE, AgentState.BUSY);
                }
            }
            case ACK -> {
                if (worker != null) {
                    worker.acknowledge(message.getAck().getLeaseIdsList());
                }
            }
            case REVOKE -> {
                if (worker != null) {
                    worker.revoke(message.getRevoke().getLeaseIdsList());
                }
            }
            case DRAIN -> {
                orders.drain(message.getDrain().getOn());
                follow(Optional.of("The master asked for it."));
            }
            case PAUSE -> {
                orders.pause(message.getPause().getOn());
                follow(Optional.empty());
            }
            case RESTART -> run.rework(message.getRestart().getNow(), this::restarted);
            case SET_SLOTS -> slotChanges.want(message.getSetSlots());
            case MOVED -> moved(message.getMoved());
            case KEEP_ALIVE -> echo.heard(message.getKeepAlive().getSequence());
            case WELCOME, REJECTED, KIND_NOT_SET -> {}
        }
    }

    private void restarted() {
        restarts.incrementAndGet();
        sendTelemetry();
    }

    private void moved(Moved message) {
        List<MasterAddress> addresses = new ArrayList<>();
        for (String host : message.getAddressesList()) {
            try {
                addresses.add(new MasterAddress(host, message.getPort()));
            } catch (ProtocolException e) {
                LOG.warn("The master says that it moved to an address that is none: {}", e.getMessage());
            }
        }
        link.alsoAt(addresses);
        memberships.accept(link.membership());
    }

    private void sendLog() {
        if (state.state() != AgentState.LOST && state.state() != AgentState.STARTING) {
            log.sendSome(
                    line -> link.send(AgentMessage.newBuilder().setLog(line).build()));
        }
    }

    /** One at a time, so that the master hears the newest last. */
    private synchronized void sendTelemetry() {
        try {
            RunWorker worker = run.worker();
            if (worker != null && worker.heldLeases().isEmpty()) {
                state.becomeIf(AgentState.BUSY, AgentState.IDLE);
            }
            Telemetry.Builder telemetry = Telemetry.newBuilder()
                    .setCpuLoad(host.cpuLoad())
                    .setProcessCpuLoad(host.processCpuLoad())
                    .setMemoryUsedBytes(host.memoryUsedBytes())
                    .setProcessRssBytes(host.processBytes())
                    .setState(state.state().key())
                    .setDraining(orders.draining())
                    .setPaused(orders.paused())
                    .setRestarts(restarts.get())
                    .addAllGpus(gpus.latest());
            echo.addTo(telemetry);
            if (worker != null) {
                telemetry
                        .addAllSlots(worker.slots())
                        .addAllHeldLeases(worker.renewedLeases())
                        .setUnacknowledged(worker.unacknowledged());
            }
            link.send(AgentMessage.newBuilder().setTelemetry(telemetry).build());
        } catch (RuntimeException e) {
            LOG.warn("Telemetry", e); // an exception would end the timer
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------

    /**
     * Does as the orders are now, and says so to the master: that it counts on nothing of what was asked for any more, or
     * that images will be asked for again, before they are.
     *
     * @param drain why it drains or does no more, if it is about that
     */
    private void follow(Optional<String> drain) {
        state.become(orders.resting());
        if (!orders.takesImages()) {
            run.accept(false);
        }
        RunWorker worker = run.worker();
        int left = worker == null ? 0 : worker.heldLeases().size();
        drain.ifPresent(reason -> link.send(AgentMessage.newBuilder()
                .setDraining(
                        Draining.newBuilder().setLeft(left).setReason(reason).setOver(!orders.draining()))
                .build()));
        sendTelemetry();
        if (orders.takesImages()) {
            run.accept(true);
        }
    }

    /**
     * Takes no more images, hands in what is under way, waiting for it no longer than {@code patience}, says goodbye and
     * stops. While the master is away there is nobody to hand it to, and nothing is waited for.
     */
    public void drainAndStop(Duration patience) throws InterruptedException {
        boolean listening = state.state() != AgentState.LOST;
        RunWorker worker = run.worker();
        orders.stop();
        follow(Optional.of("The agent is being stopped."));
        if (worker != null && listening) {
            worker.awaitIdle(patience);
        }
        link.stop();
        // A process that ends at once takes its goodbye with it: the master would think that it died.
        var _ = ended.await(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends the link and the run's worker, waiting for a run of the model that is under way. */
    @Override
    public void close() {
        link.stop();
        heartbeat.shutdownNow();
        slotChanges.close();
        gpus.close();
        run.close();
    }
}
