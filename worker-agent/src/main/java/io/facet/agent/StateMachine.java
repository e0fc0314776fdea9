package io.facet.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place in which an agent's state changes; an illegal change fails loudly. Thread-safe. */
final class StateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(StateMachine.class);

    private AgentState state = AgentState.STARTING;

    synchronized AgentState state() {
        return state;
    }

    /** Changes the state; to the one it is in, nothing happens. */
    synchronized void become(AgentState next) {
        if (next == state) {
            return;
        }
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("an agent that is " + state.key() + " cannot become " + next.key());
        }
        LOG.debug("{} -> {}", state.key(), next.key());
        state = next;
    }

    /** Changes the state if it is {@code expected}; used for what is only observed, such as busy and idle. */
    synchronized void becomeIf(AgentState expected, AgentState next) {
        if (state == expected) {
            become(next);
        }
    }
}
