package io.facet.app.ui.models;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An execution provider and who offers it.
 *
 * @param provider name for people
 * @param agents names, in the order of joining; the local agent under {@code localName}
 */
record DeviceSupport(String provider, List<String> agents) {
    DeviceSupport {
        agents = List.copyOf(agents);
    }

    /** What the connected agents offer; the processor and NVIDIA's GPUs are named even if nobody does. */
    static List<DeviceSupport> of(FarmSnapshot farm, String localName) {
        Map<String, Set<String>> byProvider = new LinkedHashMap<>();
        byProvider.put("CUDA", new LinkedHashSet<>());
        byProvider.put("CPU", new LinkedHashSet<>());
        for (AgentStatus agent : farm.agents()) {
            if (agent.connected()) {
                agent.slots().stream()
                        .flatMap(s -> s.providers().stream())
                        .forEach(p -> byProvider
                                .computeIfAbsent(forPeople(p), key -> new LinkedHashSet<>())
                                .add(agent.local() ? localName : agent.name()));
            }
        }
        List<DeviceSupport> all = new ArrayList<>();
        byProvider.forEach((provider, agents) -> all.add(new DeviceSupport(provider, List.copyOf(agents))));
        return all;
    }

    private static String forPeople(String provider) {
        String name = provider.replace("ExecutionProvider", "");
        return switch (name) {
            case "cpu" -> "CPU";
            case "cuda" -> "CUDA";
            case "Tensorrt", "tensorrt" -> "TensorRT";
            default -> name;
        };
    }
}
