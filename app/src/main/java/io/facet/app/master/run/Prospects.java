package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.RunStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether somebody can still work on a run, so that one which nobody can finish ends instead of waiting for ever. An
 * agent that was ready and is cut off is expected back for a while. Confined to the master's loop.
 */
final class Prospects {
    /** An agent notices a dead connection after {@link Limits#LOST_AFTER} and then tries again every few seconds. */
    static final Duration RETURN = Limits.LOST_AFTER.plusSeconds(10);

    /**
     * An agent that is connected.
     *
     * @param local whether it is that of this computer
     * @param run what it says of the run
     */
    record Present(boolean local, RunStatus run) {}

    private static final Logger LOG = LoggerFactory.getLogger(Prospects.class);

    /** By agent, when it was cut off; agents that were ready for the run. */
    private final Map<String, Long> cutOff = new HashMap<>();

    private boolean patient;
    private boolean localExpected;
    private @Nullable UserException localFailure;

    /** The run waits for agents that can work, however long that takes. */
    void bePatient() {
        patient = true;
    }

    /** The agent of this computer is started, and again when it dies. */
    void expectLocal() {
        localExpected = true;
    }

    /** The agent of this computer is not started any more. */
    void localFailed(UserException why) {
        LOG.warn("{}", why.getMessage());
        localExpected = false;
        localFailure = why;
    }

    void joined(String agentId) {
        cutOff.remove(agentId);
    }

    /** The agent is gone without a goodbye; {@code run} is what it last said. */
    void cutOff(String agentId, RunStatus run, long now) {
        if (run.getState() == RunStatus.State.READY) {
            cutOff.put(agentId, now);
        }
    }

    /** Time passed in which no agent could have come back. */
    void postpone(long nanos) {
        cutOff.replaceAll((agent, since) -> since + nanos);
    }

    /** Why the run cannot go on, if nobody who is there or expected can work. */
    Optional<UserException> verdict(Collection<Present> agents, long now) {
        cutOff.values().removeIf(since -> now - since > RETURN.toNanos());
        boolean localMayCome = localExpected && agents.stream().noneMatch(Present::local);
        return patient || localMayCome || !cutOff.isEmpty() ? Optional.empty() : failure(agents);
    }

    /** What stands in the way, as a sentence; empty if somebody can work. */
    String trouble(Collection<Present> agents) {
        return Optional.ofNullable(localFailure)
                .or(() -> failure(agents))
                .map(UserException::getMessage)
                .orElse("");
    }

    private Optional<UserException> failure(Collection<Present> agents) {
        if (agents.isEmpty()) {
            return Optional.ofNullable(localFailure);
        }
        if (agents.stream().anyMatch(a -> a.run().getState() != RunStatus.State.FAILED)) {
            return Optional.empty();
        }
        String why = agents.iterator().next().run().getMessage();
        return Optional.of(new UserException(UserException.Code.AGENT_PREPARE, why));
    }
}
