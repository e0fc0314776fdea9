package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.protocol.wire.ActionRefused;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.LogLine;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what agents say of themselves, and what of that confirms an action. Confined to the master's loop. */
final class AgentReports {
    private static final Logger LOG = LoggerFactory.getLogger(AgentReports.class);

    private final RoundTrips roundTrips;
    private final AgentLogs logs;

    AgentReports(RoundTrips roundTrips, AgentLogs logs) {
        this.roundTrips = roundTrips;
        this.logs = logs;
    }

    /** Takes the message in, and tells {@code work} what it must know before it hears the message itself. */
    void take(ConnectedAgent agent, AgentMessage message, Farm.@Nullable Work work) {
        boolean took = agent.takesImages();
        switch (message.getKindCase()) {
            case TELEMETRY -> telemetry(agent, message.getTelemetry());
            case RUN_STATUS -> agent.run(message.getRunStatus());
            case DRAINING -> draining(agent, !message.getDraining().getOver());
            case SLOTS -> slots(agent, message.getSlots().getSlotsList(), work);
            case REFUSED -> refused(agent, message.getRefused());
            case LOG -> log(agent, message.getLog());
            case DEMAND, RESULTS, FAILURES, HELLO, KIND_NOT_SET -> {}
        }
        if (work != null && took != agent.takesImages()) {
            work.willing(agent);
        }
    }

    private void telemetry(ConnectedAgent agent, Telemetry said) {
        AgentRecord record = agent.record();
        record.pending.heard(said);
        agent.telemetry(said);
        roundTrips.time(said, agent.session().lastHeard()).ifPresent(time -> record.roundTrip = time);
    }

    private static void draining(ConnectedAgent agent, boolean on) {
        agent.draining(on);
        agent.record().pending.done(on ? Action.DRAIN : Action.UNDRAIN);
    }

    private static void slots(ConnectedAgent agent, List<Slot> slots, Farm.@Nullable Work work) {
        agent.slots(slots);
        agent.record().pending.heard(slots);
        if (work != null) {
            work.slotsChanged(agent);
        }
    }

    private static void refused(ConnectedAgent agent, ActionRefused refusal) {
        LOG.warn("Agent {} cannot do what it was asked for: {}", Farm.name(agent), refusal.getMessage());
        agent.record().reason = refusal.getMessage();
        if (refusal.getAction().equals("set_slots")) {
            agent.record().pending.done(Action.SET_SLOTS);
        }
    }

    private void log(ConnectedAgent agent, LogLine line) {
        LOG.debug("[{}] {} {}", Farm.name(agent), line.getLevel(), line.getMessage());
        logs.add(agent.id(), line);
    }
}
