package io.facet.app.master;

import io.facet.app.UserException;
import io.facet.app.master.farm.AgentTrail;
import io.facet.app.master.farm.ContentService;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.farm.FarmService;
import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.join.AgentDirectory;
import io.facet.app.master.join.Enrolment;
import io.facet.app.master.join.JoinTokens;
import io.facet.app.master.local.LocalAgent;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunPlan;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master: listens for agents, admits them, and gives them the run. The composition root of everything below it.
 * Thread-safe; closed by its maker, which ends a run that goes on and the local agent.
 */
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
     * Starts the agent of this computer.
     *
     * @param onHopeless called from another thread if it cannot be kept alive
     */
    public LocalAgent startLocalAgent(LocalAgent.Launch launch, java.util.function.Consumer<UserException> onHopeless) {
        AgentCredential credential = agents.temporary();
        AgentTrail trail = loop.call(() -> farm.follow(credential.agentId()));
        LocalAgent agent = new LocalAgent(launch, server.port(), identity.fingerprint(), credential, trail, onHopeless);
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
