package io.facet.app.master;

import io.facet.app.UserException;
import io.facet.app.master.discovery.Discovery;
import io.facet.app.master.farm.ContentService;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.farm.FarmActions;
import io.facet.app.master.farm.FarmService;
import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.farm.When;
import io.facet.app.master.join.AgentDirectory;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.master.join.Enrolment;
import io.facet.app.master.join.IssuedCode;
import io.facet.app.master.join.JoinTokens;
import io.facet.app.master.local.LocalAgent;
import io.facet.app.master.local.LocalAgentHost;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.LogEntry;
import io.facet.app.master.watch.RunJournal;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.local.RunningMaster;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The master: listens for agents, admits them, and gives them the run. The composition root of everything below it.
 * Thread-safe; closed by its maker, which ends a run that goes on and the local agent.
 */
public final class Master implements AutoCloseable {
    private static final Duration RUN_END_PATIENCE = Duration.ofSeconds(15);
    private static final Duration REFRESH = Duration.ofMillis(200);

    /**
     * Where a master lives.
     *
     * @param home the account's folders
     * @param bind address to listen on
     * @param port 0 takes a free one
     * @param name for people
     * @param version of Facet
     */
    public record Config(FacetHome home, String bind, int port, String name, String version) {}

    private final Config config;
    private final Clock clock = Clock.systemUTC();
    private final MasterLoop loop = new MasterLoop();
    private final ContentService content = new ContentService();
    private final MasterIdentity identity;
    private final AgentDirectory agents;
    private final JoinTokens tokens;
    private final Farm farm;
    private final FarmActions actions;
    private final Doorway doorway;
    private final LocalAgentHost localAgent;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Lookout lookout;
    private volatile @Nullable RunHandle run;

    /**
     * Listens.
     *
     * @throws ProtocolException if the port is in use or the state folder cannot be used
     */
    public Master(Config config) {
        this.config = config;
        identity = MasterIdentity.loadOrCreate(config.home().master());
        agents = new AgentDirectory(config.home().master().resolve("agents"), clock);
        tokens = new JoinTokens(config.home().master().resolve("join"), clock);
        Secret localToken = Secret.random();
        farm = new Farm(
                ProtocolVersion.CURRENT,
                config.version(),
                UUID.randomUUID().toString(),
                System::nanoTime,
                clock,
                agents::knows);
        Enrolment enrolment =
                new Enrolment(tokens, agents, localToken, ProtocolVersion.CURRENT, config.version(), clock);
        doorway = new Doorway(
                config.home(),
                identity,
                agents,
                new FarmService(loop, farm, content, enrolment, config.name(), System::nanoTime),
                localToken,
                config.bind(),
                config.port());
        lookout = new Lookout(clock, doorway::bind);
        localAgent = new LocalAgentHost(
                agents.temporary(),
                identity.fingerprint(),
                doorway::fromThisComputer,
                agent -> loop.call(() -> farm.follow(agent)),
                new LocalAgentNews());
        actions = new FarmActions(farm, localAgent);
        loop.every(Limits.HEARTBEAT, this::heartbeat);
        loop.every(REFRESH, this::refresh);
    }

    private void heartbeat() {
        farm.heartbeat();
        doorway.closeForsaken();
    }

    private void refresh() {
        actions.tick();
        farm.publish();
    }

    /** Tells the farm what becomes of the agent of this computer. */
    private final class LocalAgentNews implements LocalAgentHost.Watcher {
        @Override
        public void starting(String agentId) {
            loop.execute(() -> actions.expectLocal(agentId, "this computer"));
        }

        @Override
        public void ending(String agentId) {
            // Before it ends, so that nobody takes it for a crash.
            loop.await(() -> actions.dismissLocal(agentId));
        }

        @Override
        public void hopeless(String agentId, UserException why) {
            loop.execute(() -> actions.localIsHopeless(agentId, why.getMessage()));
        }
    }

    public int port() {
        return doorway.port();
    }

    /** What agents and commands of this account read about this master. */
    public RunningMaster running() {
        return doorway.running();
    }

    // ---- the run --------------------------------------------------------------------------------------------

    /**
     * Starts a run. One at a time: the former must have ended.
     *
     * @throws UserException if the dataset or the output cannot be used; nothing has been changed then
     */
    public RunHandle start(RunPlan plan) {
        return start(plan, RunJournal.NONE);
    }

    /**
     * Starts a run and tells {@code journal} how each image fares.
     *
     * @throws UserException if the dataset or the output cannot be used; nothing has been changed then
     */
    public RunHandle start(RunPlan plan, RunJournal journal) {
        RunHandle started =
                RunHandle.start(plan, loop, farm, content, config.version(), clock, System::nanoTime, journal);
        run = started;
        return started;
    }

    /** The run that was started last; null before the first. */
    public @Nullable RunHandle run() {
        return run;
    }

    // ---- the agent of this computer -------------------------------------------------------------------------

    /**
     * Starts the agent of this computer, in place of the one that runs, if one does. It is the same agent to all who
     * watch: it has the same identifier.
     *
     * @param onHopeless called from another thread if it cannot be kept alive
     */
    public LocalAgent startLocalAgent(LocalAgent.Launch launch, Consumer<UserException> onHopeless) {
        return localAgent.start(launch, onHopeless);
    }

    /**
     * Says what the agent of this computer may open by itself. If it runs, it is started again: images that it holds wait
     * again. If it does not, nothing happens. Returns at once.
     */
    public void allow(List<Path> roots) {
        localAgent.roots(roots);
        loop.execute(() -> actions.restartLocal(localAgent.agentId()));
    }

    /** Ends the agent of this computer, if it runs. Waits for it, for up to ten seconds. */
    public void stopLocalAgent() {
        localAgent.stop();
    }

    // ---- the farm -------------------------------------------------------------------------------------------
    // Actions return at once; what came of them shows in the snapshot. An agent that is not there is left alone.

    /** All agents; at most a fifth of a second old. */
    public FarmSnapshot farmSnapshot() {
        return farm.snapshot();
    }

    /** The agent takes no more images; those that it holds are finished. */
    public void drain(String agentId) {
        loop.execute(() -> actions.drain(agentId, true));
    }

    /** The agent takes images again after {@link #drain}. */
    public void undrain(String agentId) {
        loop.execute(() -> actions.drain(agentId, false));
    }

    /**
     * Sends the agent away: its images go back to the queue, without a strike. It asks every 15 seconds whether it may
     * come back, and may not until {@link #reconnect}, {@link #forget}, or the next start of this master. The agent of
     * this computer is ended.
     */
    public void disconnect(String agentId) {
        if (localAgent.is(agentId)) {
            localAgent.stop();
        } else {
            loop.execute(() -> actions.disconnect(agentId));
        }
    }

    /** An agent that was sent away may come back, and does within 15 seconds. */
    public void reconnect(String agentId) {
        loop.execute(() -> actions.letBackIn(agentId));
    }

    /**
     * The agent takes up its work anew: it frees its models and loads them again. The agent of this computer is a
     * process, which is ended and started again.
     */
    public void restart(String agentId, When when) {
        loop.execute(() -> actions.restart(agentId, when));
    }

    /**
     * Gives the agent other slots, once the images in progress are finished. If the agent cannot, it keeps those that it
     * has, and says why as its reason.
     *
     * @param gpu slots on GPUs
     * @param cpu slots on processors
     * @throws IllegalArgumentException if a number is negative, both are 0, or they are more than an agent may have
     */
    public void setSlots(String agentId, int gpu, int cpu) {
        if (gpu < 0 || cpu < 0 || gpu + cpu < 1 || gpu + cpu > Limits.SLOTS) {
            throw new IllegalArgumentException(
                    "an agent has from 1 to " + Limits.SLOTS + " slots, not " + gpu + " and " + cpu);
        }
        loop.execute(() -> actions.setSlots(agentId, gpu, cpu));
    }

    /** The agent takes no images until {@link #resume}; it finishes those that it holds, and its models stay loaded. */
    public void pause(String agentId) {
        loop.execute(() -> actions.pause(agentId, true));
    }

    /** The agent takes images again after {@link #pause}. */
    public void resume(String agentId) {
        loop.execute(() -> actions.pause(agentId, false));
    }

    /** An agent that is not connected is no longer shown; it may join again. A connected one is left alone. */
    public void forget(String agentId) {
        loop.execute(() -> actions.forget(agentId));
    }

    /** An agent that was forgotten a while ago is shown again as it was, unless it has joined again meanwhile. */
    public void recall(String agentId) {
        loop.execute(() -> actions.recall(agentId));
    }

    /** What an agent has logged since {@code sequence}, of its last 2,000 lines, oldest first; -1: all of them. */
    public List<LogEntry> logs(String agentId, long sequence) {
        return farm.logs().since(agentId, sequence);
    }

    // ---- who may join ---------------------------------------------------------------------------------------

    /**
     * Deletes the agent's credential: it is cut off and must join anew with a join code. Its images go back to the queue.
     *
     * @throws ProtocolException STATE_FOLDER if the file cannot be deleted
     */
    public void revoke(String agentId) {
        try {
            agents.revoke(agentId);
        } catch (IOException e) {
            throw stateFolder(e);
        }
        loop.execute(farm::expelRevoked);
    }

    /**
     * All agents that have a credential of this master, the last one to join first; not the one of this computer. Reads
     * the disk.
     */
    public List<EnrolledAgent> enrolled() {
        return agents.enrolled();
    }

    /**
     * A new join code for the addresses that others reach this master under now. Writes to the disk.
     *
     * @throws ProtocolException STATE_FOLDER if it cannot be kept
     */
    public IssuedCode newJoinCode(int uses, Duration valid) {
        try {
            return doorway.code(clock.instant().plus(valid), uses, tokens.create(uses, valid));
        } catch (IOException e) {
            throw stateFolder(e);
        }
    }

    private ProtocolException stateFolder(IOException e) {
        return new ProtocolException(
                ProtocolException.Code.STATE_FOLDER,
                "The state folder %s cannot be changed (%s). Make it writable, or set FACET_HOME to another one."
                        .formatted(config.home().master(), e.getMessage()),
                e);
    }

    // ---- where it listens -----------------------------------------------------------------------------------

    /** The address that is listened on. */
    public String bind() {
        return doorway.bind();
    }

    /** Whether other computers can reach this master. */
    public boolean reachableFromOthers() {
        return Addresses.reachableFromOthers(doorway.bind());
    }

    /**
     * Listens on another address from now on. Agents that are connected stay connected and learn the new address; the run
     * goes on. Waits until that is done.
     *
     * @param port 0 takes a free one
     * @throws ProtocolException PORT_IN_USE or BIND_FAILED; it listens where it listened before then
     */
    public void rebind(String host, int port) {
        doorway.move(host, port);
        lookout.moved();
        RunningMaster here = doorway.running();
        LocalAgent.MasterAt local = doorway.fromThisComputer();
        loop.execute(() -> actions.moved(here.addresses(), here.port(), localAgent.agentId(), local.host()));
    }

    /** The agents on this network that wait for a master. Nothing is looked for before this is called first. */
    public Discovery discovery() {
        return lookout.look();
    }

    /** Looks for nobody on this network any more, until {@link #discovery} is called again. Returns at once. */
    public void endDiscovery() {
        lookout.close();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        RunHandle current = run;
        if (current != null) {
            current.stop();
            current.awaitEnd(RUN_END_PATIENCE);
        }
        loop.await(farm::dismiss);
        lookout.close();
        localAgent.close();
        doorway.close();
        loop.close();
    }
}
