package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Hello;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All agents that have joined since the master was started, in the order in which they first did; those that are gone
 * too, until they are forgotten. Confined to the master's loop.
 */
final class AgentRegister {
    private static final int MOST = 4 * Limits.AGENTS;
    private static final int MOST_FORGOTTEN = 16;

    private final Clock clock;
    private final AgentLogs logs;
    private final Map<String, AgentRecord> records = new LinkedHashMap<>();

    /** Those that were forgotten last, as long as somebody may think better of it. */
    private final Map<String, AgentRecord> forgotten = new LinkedHashMap<>();

    AgentRegister(Clock clock, AgentLogs logs) {
        this.clock = clock;
        this.logs = logs;
    }

    Collection<AgentRecord> all() {
        return records.values();
    }

    @Nullable
    AgentRecord find(String agentId) {
        return records.get(agentId);
    }

    /** The agent with this identifier, which is new if it was not known. */
    AgentRecord of(String agentId, Hello introduction) {
        AgentRecord known = records.get(agentId);
        if (known != null) {
            return known;
        }
        if (records.size() >= MOST) {
            records.values().stream()
                    .filter(a -> a.connection == null)
                    .findFirst()
                    .ifPresent(this::remove);
        }
        if (forgotten.remove(agentId) != null) {
            logs.forget(agentId);
        }
        AgentRecord created = new AgentRecord(agentId, introduction, clock.instant());
        records.put(agentId, created);
        return created;
    }

    /** An agent of this computer was started and will connect. */
    AgentRecord expectLocal(String agentId, String name) {
        AgentRecord record =
                of(agentId, Hello.newBuilder().setAgentName(name).setLocal(true).build());
        record.dismissed = false;
        if (record.connection == null) {
            record.gone(AgentStatus.State.CONNECTING, record.reason, record.requeued);
        }
        return record;
    }

    /** An agent that is not connected is no longer known. False if it is connected. */
    boolean forget(String agentId) {
        AgentRecord record = records.get(agentId);
        if (record == null || record.connection != null) {
            return false;
        }
        records.remove(agentId);
        forgotten.put(agentId, record);
        if (forgotten.size() > MOST_FORGOTTEN) {
            String oldest = forgotten.keySet().iterator().next();
            forgotten.remove(oldest);
            logs.forget(oldest);
        }
        return true;
    }

    /** An agent that was forgotten a while ago is known again as it was, as the last one; not if it has come back since. */
    void recall(String agentId) {
        AgentRecord record = forgotten.remove(agentId);
        if (record != null) {
            records.put(agentId, record);
        }
    }

    private void remove(AgentRecord record) {
        records.remove(record.id);
        logs.forget(record.id);
    }
}
