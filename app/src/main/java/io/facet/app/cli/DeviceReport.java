package io.facet.app.cli;

import io.facet.app.master.run.RunSnapshot;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells what a run computes on: a GPU that does not work is said once, and never a processor used in its place without a
 * word. Not thread-safe.
 */
final class DeviceReport {
    private final Set<String> said = new HashSet<>();
    private final TreeSet<String> classes = new TreeSet<>();

    /** What agents say of their devices and has not been said before: a line per notice, with the agent's name. */
    List<String> news(RunSnapshot snapshot) {
        for (RunSnapshot.AgentView agent : snapshot.agents()) {
            if (agent.done() > 0) {
                agent.devices().forEach(device -> classes.add(device.deviceClass()));
            }
        }
        return snapshot.agents().stream()
                .flatMap(agent -> agent.notices().stream().map(notice -> agent.name() + ": " + notice))
                .filter(said::add)
                .toList();
    }

    /** The classes of devices that agents with results have had, such as {@code cpu and cuda}; empty if none has. */
    String classes() {
        return String.join(" and ", classes);
    }

    /** The slots of an agent by the class of their device, such as {@code 1 cuda + 6 cpu}. */
    static String slots(RunSnapshot.AgentView agent) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        agent.devices().forEach(device -> slots.merge(device.deviceClass(), device.slots(), Integer::sum));
        return slots.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(" + "))
                + (slots.size() == 1 ? (agent.slots() == 1 ? " slot" : " slots") : "");
    }
}
