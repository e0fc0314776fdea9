package io.facet.app.master.farm;

import io.facet.app.master.watch.LogEntry;
import io.facet.protocol.wire.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What agents have logged, by agent. Thread-safe. */
public final class AgentLogs {
    private final Map<String, AgentLog> logs = new ConcurrentHashMap<>();

    void add(String agentId, LogLine line) {
        logs.computeIfAbsent(agentId, id -> new AgentLog())
                .add(
                        Instant.ofEpochMilli(line.getTimeMs()),
                        line.getLevel(),
                        line.getLogger(),
                        line.getMessage(),
                        Math.max(0, line.getDropped()));
    }

    /** The lines of an agent with a higher sequence, oldest first; empty if it is not known. */
    public List<LogEntry> since(String agentId, long sequence) {
        AgentLog log = logs.get(agentId);
        return log == null ? List.of() : log.since(sequence);
    }

    void forget(String agentId) {
        logs.remove(agentId);
    }
}
