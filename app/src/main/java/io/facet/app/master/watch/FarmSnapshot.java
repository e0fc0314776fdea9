package io.facet.app.master.watch;

import java.util.List;
import java.util.Optional;

/**
 * All agents as they stand at one moment. Immutable.
 *
 * @param agents in the order in which they first joined this master; those that are gone stay until they are forgotten
 */
public record FarmSnapshot(List<AgentStatus> agents) {

    /** Nobody has joined. */
    public static final FarmSnapshot EMPTY = new FarmSnapshot(List.of());

    public FarmSnapshot {
        agents = List.copyOf(agents);
    }

    /** The agent with this identifier, if it is known. */
    public Optional<AgentStatus> agent(String id) {
        return agents.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /** Slots of the agents that are connected. */
    public int slots() {
        return agents.stream()
                .filter(AgentStatus::connected)
                .mapToInt(a -> a.slots().size())
                .sum();
    }

    /** Slots that work on an image now. */
    public int busySlots() {
        return (int) agents.stream()
                .filter(AgentStatus::connected)
                .flatMap(a -> a.slots().stream())
                .filter(s -> s.state() == SlotStatus.State.BUSY)
                .count();
    }
}
