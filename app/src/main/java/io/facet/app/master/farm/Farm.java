package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.KeepAlive;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Rejected;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.Welcome;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents that are connected, and what they say, passed on to the work that goes on. Confined to the master's loop.
 */
public final class Farm {
    private static final Logger LOG = LoggerFactory.getLogger(Farm.class);
    private static final String DISMISSED =
            "The master has sent this agent away. It may come back when somebody lets it back in there.";

    /** What agents work for: the run. Called on the master's loop. */
    public interface Work {
        /** An agent is there; it is to be told what to do. */
        void joined(ConnectedAgent agent);

        /** A message that concerns the work: demand, results, failures, telemetry, draining, run status. */
        void received(ConnectedAgent agent, AgentMessage message);

        /** An agent is gone. */
        void left(ConnectedAgent agent, boolean abruptly);

        /** {@link ConnectedAgent#takesImages} may have changed. */
        void willing(ConnectedAgent agent);

        /** An agent has other slots. */
        void slotsChanged(ConnectedAgent agent);

        /** Images that an agent holds. */
        int held(String agentId);
    }

    private final ProtocolVersion version;
    private final String softwareVersion;
    private final String sessionId;
    private final LongSupplier nanoTime;
    private final Predicate<String> enrolled;
    private final Clock clock;
    private final AgentLogs logs = new AgentLogs();
    private final AgentRegister register;
    private final FarmView view = new FarmView();
    private final RoundTrips roundTrips = new RoundTrips();
    private final AgentReports reports = new AgentReports(roundTrips, logs);
    private final Map<String, ConnectedAgent> agents = new LinkedHashMap<>();
    private final Map<String, AgentTrail> trails = new HashMap<>();
    private final Strangers strangers = new Strangers();
    private @Nullable Work work;
    private long lastTick;

    /**
     * A farm without agents.
     *
     * @param sessionId changes with every start of the master
     * @param enrolled whether the agent with this identifier is still admitted; asked at every heartbeat
     */
    public Farm(
            ProtocolVersion version,
            String softwareVersion,
            String sessionId,
            LongSupplier nanoTime,
            Clock clock,
            Predicate<String> enrolled) {
        this.enrolled = enrolled;
        this.clock = clock;
        this.register = new AgentRegister(clock, logs);
        this.version = version;
        this.softwareVersion = softwareVersion;
        this.sessionId = sessionId;
        this.nanoTime = nanoTime;
        this.lastTick = nanoTime.getAsLong();
    }

    /** The agents that are connected now, in the order in which they came. */
    public Collection<ConnectedAgent> agents() {
        return agents.values();
    }

    /** Gives every agent, and all that will come, this work; null takes it away. */
    public void work(@Nullable Work next) {
        work = next;
        if (next != null) {
            register.all().forEach(AgentRecord::newRun);
            for (ConnectedAgent agent : List.copyOf(agents.values())) {
                agent.newRun();
                next.joined(agent);
            }
        }
    }

    public void send(ConnectedAgent agent, MasterMessage message) {
        agent.session().send(message);
    }

    /** Sends to an agent if it is connected. */
    public void send(String agentId, MasterMessage message) {
        ConnectedAgent agent = agents.get(agentId);
        if (agent != null) {
            send(agent, message);
        }
    }

    /** Tells the agent, if it is connected, that it may forget these leases. */
    public void acknowledge(String agentId, List<Long> leaseIds) {
        ConnectedAgent agent = agents.get(agentId);
        if (agent != null) {
            agent.session().acknowledge(leaseIds);
        }
    }

    /** What this agent brings from now on, over all its connections. */
    public AgentTrail follow(String agentId) {
        return trails.computeIfAbsent(agentId, id -> new AgentTrail());
    }

    /** The name that its owner gave the agent; its identifier if it is not connected any more. */
    public String nameOf(String agentId) {
        ConnectedAgent agent = agents.get(agentId);
        return agent == null ? agentId : agent.hello().getAgentName();
    }

    /** What agents have logged. Any thread. */
    public AgentLogs logs() {
        return logs;
    }

    /** All agents, as they stood when {@link #publish} was called last. Any thread. */
    public FarmSnapshot snapshot() {
        return view.latest();
    }

    /** Renews the snapshot. */
    public void publish() {
        long now = nanoTime.getAsLong();
        for (ConnectedAgent agent : agents.values()) {
            agent.record().lastSeen = clock.instant().minusNanos(agent.session().silence(now));
        }
        view.publish(register.all(), work != null, this::held, now);
    }

    AgentRegister register() {
        return register;
    }

    int held(String agentId) {
        return work == null ? 0 : work.held(agentId);
    }

    /** The work is to look anew whether the agent takes images. */
    void willing(ConnectedAgent agent) {
        if (work != null) {
            work.willing(agent);
        }
    }

    /** Says to every agent that the master is there, and gives up the agents that have been silent for too long. */
    public void heartbeat() {
        long now = nanoTime.getAsLong();
        // Silence counts only while the master itself was listening: not over the sleep of a laptop.
        if (now - lastTick > 2 * Limits.HEARTBEAT.toNanos()) {
            agents.values().forEach(a -> a.session().heard(now));
            strangers.heard(now);
        }
        lastTick = now;
        MasterMessage keepAlive = MasterMessage.newBuilder()
                .setKeepAlive(KeepAlive.newBuilder().setSequence(roundTrips.send(now)))
                .build();
        for (ConnectedAgent agent : List.copyOf(agents.values())) {
            if (agent.session().silence(now) > Limits.LOST_AFTER.toNanos()) {
                LOG.warn(
                        "Agent {} has been silent for {} s and is given up",
                        name(agent),
                        Limits.LOST_AFTER.toSeconds());
                agent.session().abort(Refusal.of(ProtocolException.Code.MASTER_UNREACHABLE, "silent for too long"));
                remove(
                        agent,
                        true,
                        AgentStatus.State.LOST,
                        "It has been silent for %d seconds.".formatted(Limits.LOST_AFTER.toSeconds()));
            } else if (!expelIfRevoked(agent)) {
                agent.session().send(keepAlive);
            }
        }
        endStrangers(now);
    }

    private void endStrangers(long now) {
        strangers.revoked(enrolled).forEach(stranger -> stranger.abort(revoked()));
        for (AgentSession stranger : strangers.silent(now)) {
            misbehaved(
                    stranger,
                    new ProtocolException(
                            ProtocolException.Code.MESSAGE_INVALID,
                            "No Hello came within %d s.".formatted(Limits.LOST_AFTER.toSeconds())));
        }
    }

    private static StatusRuntimeException revoked() {
        return Refusal.of(
                ProtocolException.Code.AGENT_REVOKED,
                "The master has revoked this agent. Join again with a new join code.");
    }

    /** Cuts off the agents whose credential is gone. */
    public void expelRevoked() {
        List.copyOf(agents.values()).forEach(this::expelIfRevoked);
        endStrangers(nanoTime.getAsLong());
    }

    private boolean expelIfRevoked(ConnectedAgent agent) {
        if (enrolled.test(agent.id())) {
            return false;
        }
        LOG.info("Agent {} is revoked", name(agent));
        agent.session().abort(revoked());
        remove(agent, false, AgentStatus.State.LEFT, "It was revoked here and must join anew.");
        return true;
    }

    /** Ends the connection of an agent, if it has one, and does not let it in again while it is dismissed. */
    void sendAway(AgentRecord record, AgentStatus.State state, String reason) {
        record.dismissed = true;
        ConnectedAgent agent = record.connection;
        if (agent == null) {
            record.gone(state, reason, record.requeued);
        } else {
            reject(agent.session(), ProtocolException.Code.AGENT_DISMISSED, DISMISSED);
            remove(agent, false, state, reason);
        }
    }

    /** Ends every stream in order. */
    public void dismiss() {
        strangers.end();
        for (ConnectedAgent agent : new ArrayList<>(agents.values())) {
            agent.session().end();
        }
        agents.clear();
    }

    /** A stream has begun; its agent has not said anything yet. */
    void opened(AgentSession session) {
        strangers.add(session);
    }

    void received(AgentSession session, AgentMessage message) {
        if (!session.isOpen()) {
            return;
        }
        strangers.remove(session);
        ConnectedAgent agent = agents.get(session.agentId());
        boolean known = agent != null && agent.session() == session;
        if (message.getKindCase() == AgentMessage.KindCase.HELLO && !known) {
            hello(session, message.getHello());
        } else if (agent == null || !known || message.getKindCase() == AgentMessage.KindCase.HELLO) {
            misbehaved(
                    session,
                    new ProtocolException(
                            ProtocolException.Code.MESSAGE_INVALID, "The first message is Hello, and no other is."));
        } else {
            handle(agent, message);
        }
    }

    private void handle(ConnectedAgent agent, AgentMessage message) {
        Optional.ofNullable(trails.get(agent.id())).ifPresent(trail -> trail.note(message));
        reports.take(agent, message, work);
        if (work == null) {
            // Nobody waits for what comes after the end of a run: let the agent forget it.
            agent.session()
                    .acknowledge(Stream.concat(
                                    message.getResults().getResultsList().stream()
                                            .map(Result::getLeaseId),
                                    message.getFailures().getFailuresList().stream()
                                            .map(Failure::getLeaseId))
                            .toList());
        } else {
            work.received(agent, message);
        }
    }

    private void hello(AgentSession session, Hello hello) {
        var refusal = version.refusal(hello.getProtocolVersion(), hello.getSoftwareVersion(), softwareVersion);
        if (refusal.isPresent()) {
            LOG.warn("Refused {} on {}: {}", hello.getAgentName(), hello.getHost(), refusal.get());
            reject(session, ProtocolException.Code.PROTOCOL_VERSION, refusal.get());
            return;
        }
        ConnectedAgent former = agents.get(session.agentId());
        if (former != null) {
            // After a cut the agent is back before the old connection is known to be dead.
            reject(
                    former.session(),
                    ProtocolException.Code.AGENT_DUPLICATE,
                    "Another program with this agent's credential has connected. Give each agent its own join code.");
            remove(former, true, AgentStatus.State.LOST, "Another program has connected in its name.");
        }
        AgentRecord known = register.find(session.agentId());
        if (known != null && known.dismissed) {
            reject(session, ProtocolException.Code.AGENT_DISMISSED, DISMISSED);
            return;
        }
        if (agents.size() >= Limits.AGENTS) {
            reject(session, ProtocolException.Code.JOIN_REFUSED, "This master has all the agents it can serve.");
            return;
        }
        AgentRecord record = register.of(session.agentId(), hello);
        ConnectedAgent agent = new ConnectedAgent(session, record);
        record.connected(agent, hello, session.address(), clock.instant());
        agents.put(agent.id(), agent);
        Optional.ofNullable(trails.get(agent.id())).ifPresent(AgentTrail::welcomed);
        session.send(MasterMessage.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setProtocolVersion(hello.getProtocolVersion())
                        .setSoftwareVersion(softwareVersion)
                        .setMasterSession(sessionId)
                        .setHeartbeatMs((int) Limits.HEARTBEAT.toMillis())
                        .setLostAfterMs((int) Limits.LOST_AFTER.toMillis()))
                .build());
        LOG.info("Agent {} connected with {} slots", name(agent), hello.getSlotsCount());
        record.pending.reconnected().forEach(session::send);
        if (work != null) {
            work.joined(agent);
        }
    }

    private void reject(AgentSession session, ProtocolException.Code code, String message) {
        session.send(MasterMessage.newBuilder()
                .setRejected(Rejected.newBuilder()
                        .setCode(code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .setMessage(Limits.cut(message))
                        .setMinProtocolVersion(version.oldest())
                        .setMaxProtocolVersion(version.newest()))
                .build());
        session.end();
    }

    void misbehaved(AgentSession session, ProtocolException why) {
        LOG.warn("Agent {} is disconnected: {}", session.agentId(), why.getMessage());
        session.abort(Refusal.of(why.code(), why.getMessage()));
        closed(session, true, "It was disconnected: " + why.getMessage());
    }

    void closed(AgentSession session, boolean abruptly) {
        closed(session, abruptly, abruptly ? "Its connection broke off." : "It was stopped on its computer.");
    }

    private void closed(AgentSession session, boolean abruptly, String reason) {
        session.end();
        strangers.remove(session);
        ConnectedAgent agent = agents.get(session.agentId());
        if (agent != null && agent.session() == session) {
            LOG.info("Agent {} {}", name(agent), abruptly ? "is lost" : "has left");
            remove(agent, abruptly, abruptly ? AgentStatus.State.LOST : AgentStatus.State.LEFT, reason);
        }
    }

    private void remove(ConnectedAgent agent, boolean abruptly, AgentStatus.State state, String reason) {
        agents.remove(agent.id(), agent);
        Optional.ofNullable(trails.get(agent.id())).ifPresent(AgentTrail::gone);
        agent.record().gone(state, reason, held(agent.id()));
        if (work != null) {
            work.left(agent, abruptly);
        }
    }

    static String name(ConnectedAgent agent) {
        return agent.hello().getAgentName() + " (" + agent.id() + ")";
    }
}
