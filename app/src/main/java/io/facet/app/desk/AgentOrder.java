package io.facet.app.desk;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import java.util.HashMap;
import java.util.Map;

/**
 * In which order the agents first joined, for as long as this program runs: it gives each the same colour wherever it is
 * drawn, and in the history. Thread-safe.
 */
public final class AgentOrder {
    private final Map<String, Integer> byId = new HashMap<>();

    /** Those who are new come after those who are known. */
    public synchronized void saw(FarmSnapshot farm) {
        farm.agents().stream().map(AgentStatus::id).forEach(this::of);
    }

    /** The place of the agent with that identifier, from 0; the last one if it is new. */
    public synchronized int of(String agentId) {
        return byId.computeIfAbsent(agentId, id -> byId.size());
    }
}
