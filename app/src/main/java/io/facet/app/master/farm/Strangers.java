package io.facet.app.master.farm;

import io.facet.protocol.Limits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Streams that have not said Hello yet. Each costs memory and a connection; whoever opens one says who it is, or makes
 * room. Confined to the master's loop.
 */
final class Strangers {
    private final Set<AgentSession> sessions = new LinkedHashSet<>();

    void add(AgentSession session) {
        sessions.add(session);
    }

    void remove(AgentSession session) {
        sessions.remove(session);
    }

    /** Nobody has been silent up to now. */
    void heard(long now) {
        sessions.forEach(session -> session.heard(now));
    }

    /** Takes out those whose credential is gone. */
    List<AgentSession> revoked(Predicate<String> enrolled) {
        return takeOut(session -> !enrolled.test(session.agentId()));
    }

    /** Takes out those that have said nothing for as long as an agent may be silent. */
    List<AgentSession> silent(long now) {
        return takeOut(session -> session.silence(now) > Limits.LOST_AFTER.toNanos());
    }

    private List<AgentSession> takeOut(Predicate<AgentSession> which) {
        List<AgentSession> out = new ArrayList<>();
        sessions.removeIf(session -> which.test(session) && out.add(session));
        return out;
    }

    /** Ends them all in order. */
    void end() {
        sessions.forEach(AgentSession::end);
        sessions.clear();
    }
}
