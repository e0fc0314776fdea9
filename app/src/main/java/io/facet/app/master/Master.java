package io.facet.app.master;

import io.facet.app.UserException;
import io.facet.app.master.discovery.Discovery;
import io.facet.app.master.farm.ContentService;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.farm.FarmService;
import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.farm.When;
import io.facet.app.master.join.AgentDirectory;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.master.join.Enrolment;
import io.facet.app.master.join.IssuedCode;
import io.facet.app.master.join.JoinTokens;
import io.facet.app.master.local.LocalAgent;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.LogEntry;
import io.facet.app.master.watch.RunJournal;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.local.RunningMaster;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.FarmServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master: listens for agents, admits them, and gives them the run. The composition root of everything below it.
 * Thread-safe; closed by its maker, which ends a run that goes on and the local agent.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Master implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Master.class);
    private static final Duration RUN_END_PATIENCE = Duration.ofSeconds(15);

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
    private final FarmServer server;
    private final RunningMaster running;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable RunHandle run;

    /**
     * Listens.
     *
     * @throws io.facet.protocol.ProtocolException if the port is in use or the state folder cannot be used
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
                agents::knows);
        Enrolment enrolment =
                new Enrolment(tokens, agents, localToken, ProtocolVersion.CURRENT, config.version(), clock);
        server = FarmServer.listen(
                new InetSocketAddress(config.bind(), config.port()),
                identity,
                agents,
                new FarmService(loop, farm, content, enrolment, config.name(), System::nanoTime));
        running = new RunningMaster(
                ProcessHandle.current().pid(),
                server.port(),
                Addresses.reachable(config.bind()),
                identity.fingerprint(),
                localToken);
        try {
            resources.push(running.announce(config.home()));
        } catch (IOException e) {
            LOG.warn("Agents of this account cannot find this master by themselves: {}", e.getMessage());
        }
        loop.every(Limits.HEARTBEAT, farm::heartbeat);
    }

    public int port() {
        return server.port();
    }

    /** What agents and commands of this account read about this master. */
    public RunningMaster running() {
        return running;
    }

    /**
     * Starts the agent of this computer, in place of the one that runs, if one does. It is the same agent to all who
     * watch: it has the same identifier.
     *
     * @param onHopeless called from another thread if it cannot be kept alive
     */
    public LocalAgent startLocalAgent(LocalAgent.Launch launch, Consumer<UserException> onHopeless) {
        AgentCredential credential = agents.temporary();
        LocalAgent agent = new LocalAgent(launch, server.port(), identity.fingerprint(), credential, onHopeless);
        resources.push(agent);
        return agent;
    }

    /**
     * Starts a run. One at a time: the former must have ended.
     *
     * @throws UserException if the dataset or the output cannot be used; nothing has been changed then
     */
    public RunHandle start(RunPlan plan) {
        RunHandle started = RunHandle.start(plan, loop, farm, content, config.version(), clock, System::nanoTime);
        run = started;
        return started;
    }

    /**
     * Starts a run and tells {@code journal} how each image fares.
     *
     * @throws UserException if the dataset or the output cannot be used; nothing has been changed then
     */
    public RunHandle start(RunPlan plan, RunJournal journal) {
        throw new UnsupportedOperationException();
    }

    /** The run that was started last; null before the first. */
    public @Nullable RunHandle run() {
        return run;
    }

    // ---- the farm -------------------------------------------------------------------------------------------
    // Actions return at once; what came of them shows in the snapshot. An agent that is not there is left alone.

    /** All agents; at most a fifth of a second old. */
    public FarmSnapshot farmSnapshot() {
        throw new UnsupportedOperationException();
    }

    /** The agent takes no more images; those that it holds are finished. */
    public void drain(String agentId) {
        throw new UnsupportedOperationException();
    }

    /** The agent takes images again after {@link #drain}. */
    public void undrain(String agentId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends the agent away: its images go back to the queue, without a strike. It asks every 15 seconds whether it may
     * come back, and may not until {@link #reconnect}, {@link #forget}, or the next start of this master. The agent of
     * this computer is ended.
     */
    public void disconnect(String agentId) {
        throw new UnsupportedOperationException();
    }

    /** An agent that was sent away may come back, and does within 15 seconds. */
    public void reconnect(String agentId) {
        throw new UnsupportedOperationException();
    }

    /**
     * The agent takes up its work anew: it frees its models and loads them again. The agent of this computer is a
     * process, which is ended and started again.
     */
    public void restart(String agentId, When when) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /** The agent takes no images until {@link #resume}; it finishes those that it holds, and its models stay loaded. */
    public void pause(String agentId) {
        throw new UnsupportedOperationException();
    }

    /** The agent takes images again after {@link #pause}. */
    public void resume(String agentId) {
        throw new UnsupportedOperationException();
    }

    /** An agent that is not connected is no longer shown; it may join again. A connected one is left alone. */
    public void forget(String agentId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes the agent's credential: it is cut off and must join anew with a join code. Its images go back to the queue.
     *
     * @throws io.facet.protocol.ProtocolException STATE_FOLDER if the file cannot be deleted
     */
    public void revoke(String agentId) {
        throw new UnsupportedOperationException();
    }

    /**
     * All agents that have a credential of this master, the last one to join first; not the one of this computer. Reads
     * the disk.
     */
    public List<EnrolledAgent> enrolled() {
        throw new UnsupportedOperationException();
    }

    /**
     * A new join code for the address that is listened on now. Writes to the disk.
     *
     * @throws io.facet.protocol.ProtocolException STATE_FOLDER if it cannot be kept
     */
    public IssuedCode newJoinCode(int uses, Duration valid) {
        throw new UnsupportedOperationException();
    }

    /**
     * What an agent has logged since {@code sequence}, oldest first: of its last 2,000 lines. Ask with -1, then with the
     * sequence of the last line that came.
     */
    public List<LogEntry> logs(String agentId, long sequence) {
        throw new UnsupportedOperationException();
    }

    /** Ends the agent of this computer, if it runs. Waits for it, for up to ten seconds. */
    public void stopLocalAgent() {
        throw new UnsupportedOperationException();
    }

    // ---- where it listens -----------------------------------------------------------------------------------

    /** The address that is listened on. */
    public String bind() {
        throw new UnsupportedOperationException();
    }

    /** Whether other computers can reach this master. */
    public boolean reachableFromOthers() {
        throw new UnsupportedOperationException();
    }

    /**
     * Listens on another address from now on. Agents that are connected stay connected and learn the new address; the run
     * goes on.
     *
     * @param port 0 takes a free one
     * @throws io.facet.protocol.ProtocolException PORT_IN_USE or BIND_FAILED; it listens where it listened before then
     */
    public void rebind(String host, int port) {
        throw new UnsupportedOperationException();
    }

    /** The agents on this network that wait for a master. */
    public Discovery discovery() {
        throw new UnsupportedOperationException();
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
        loop.call(() -> {
            farm.dismiss();
            return List.of();
        });
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                LOG.warn("Closing the master: {}", e.toString());
            }
        }
        server.close();
        loop.close();
    }
}
