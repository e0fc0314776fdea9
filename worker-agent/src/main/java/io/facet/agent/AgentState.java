package io.facet.agent;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an agent is doing. */
public enum AgentState {
    STARTING,
    IDLE,
    BUSY,
    DRAINING,
    PAUSED,
    LOST;

    /** From each state, the states that may follow. */
    private static final Map<AgentState, Set<AgentState>> NEXT = Map.of(
            STARTING, EnumSet.of(IDLE, LOST, DRAINING),
            IDLE, EnumSet.of(BUSY, PAUSED, DRAINING, LOST),
            BUSY, EnumSet.of(IDLE, PAUSED, DRAINING, LOST),
            PAUSED, EnumSet.of(IDLE, BUSY, DRAINING, LOST),
            DRAINING, EnumSet.of(IDLE, BUSY, PAUSED, LOST),
            LOST, EnumSet.of(IDLE, DRAINING, PAUSED));

    boolean mayBecome(AgentState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** As sent in telemetry. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
