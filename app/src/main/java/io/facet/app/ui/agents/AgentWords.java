package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.app.master.watch.Resources;
import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the state of an agent into words. Immutable. */
final class AgentWords {
    private static final String SEPARATOR = " · ";
    private static final double GIB = 1024.0 * 1024 * 1024;

    private final Texts texts;
    private final ZoneId zone;

    AgentWords(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    AgentView view(AgentStatus agent, Instant now) {
        boolean unnamed = agent.local() && agent.name().equalsIgnoreCase(texts.get("agents.local"));
        return new AgentView(
                agent,
                unnamed ? texts.get("agents.local") : agent.name(),
                agent.local() && !unnamed,
                tone(agent.state()),
                state(agent),
                pending(agent),
                lead(agent),
                // Its own address says nothing of the agent of this computer.
                agent.local() ? "" : agent.address(),
                tail(agent, now),
                headline(agent, now),
                explanation(agent),
                bars(agent.resources()));
    }

    private static Tone tone(AgentStatus.State state) {
        return switch (state) {
            case BUSY -> Tone.ACCENT;
            case CONNECTING, LOADING, LATE, PAUSED -> Tone.WARNING;
            case DRAINING, DRAINED -> Tone.DRAIN;
            case REFUSED, LOST -> Tone.DANGER;
            case IDLE, LEFT, DISCONNECTED -> Tone.OUTLINED;
        };
    }

    private String state(AgentStatus agent) {
        String key = "agents.state." + agent.state().name().toLowerCase(Locale.ROOT);
        return switch (agent.state()) {
            case LOADING ->
                Double.isNaN(agent.loading())
                        ? texts.get("agents.state.loading.unknown")
                        : texts.get(key, Figures.wholePercent(agent.loading()));
            case DRAINING -> texts.get(key, Figures.count(agent.inFlight()));
            default -> texts.get(key);
        };
    }

    private String pending(AgentStatus agent) {
        for (Action action : Action.values()) {
            if (agent.pending().contains(action)) {
                return texts.get("agents.pending." + action.name().toLowerCase(Locale.ROOT));
            }
        }
        return "";
    }

    private String lead(AgentStatus agent) {
        List<String> facts = new ArrayList<>();
        if (agent.local() && !agent.host().equals(agent.name())) {
            facts.add(agent.host());
        }
        facts.add(agent.os());
        facts.add(device(agent));
        return facts.stream().filter(f -> !f.isBlank()).collect(Collectors.joining(SEPARATOR));
    }

    /** The GPUs of an agent, or its processor. */
    String device(AgentStatus agent) {
        List<String> gpus = agent.slots().stream()
                .filter(SlotStatus::gpu)
                .map(SlotStatus::deviceName)
                .distinct()
                .toList();
        if (!gpus.isEmpty()) {
            return String.join(" + ", gpus);
        }
        return agent.slots().stream()
                .findFirst()
                .map(SlotStatus::deviceName)
                .map(name -> name.isBlank() ? texts.get("agents.cpu-only") : name)
                .orElse("");
    }

    private String tail(AgentStatus agent, Instant now) {
        List<String> facts = new ArrayList<>();
        if (agent.connected()) {
            facts.add(agent.local() ? "" : roundTrip(agent.roundTrip()));
            facts.add(agent.version().isEmpty() ? "" : "v" + agent.version());
            facts.add(
                    agent.state() == AgentStatus.State.LATE
                            ? texts.get("agents.heard", Figures.when(agent.lastSeen(), now, zone))
                            : texts.get("agents.up", Figures.duration(Duration.between(agent.connectedAt(), now))));
        } else if (agent.state() != AgentStatus.State.CONNECTING) {
            facts.add(texts.get("agents.heard", Figures.when(agent.lastSeen(), now, zone)));
            facts.add(texts.get("agents.done", Figures.count(agent.done())));
            facts.add(agent.failed() == 0 ? "" : texts.get("agents.failed", Figures.count(agent.failed())));
        }
        return facts.stream().filter(f -> !f.isEmpty()).collect(Collectors.joining(SEPARATOR));
    }

    private String roundTrip(@Nullable Duration time) {
        return time == null
                ? ""
                : texts.get("agents.round-trip", String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6));
    }

    private String headline(AgentStatus agent, Instant now) {
        String key = "agents.headline." + agent.state().name().toLowerCase(Locale.ROOT);
        return switch (agent.state()) {
            case LOST, LEFT, DISCONNECTED ->
                agent.requeued() == 0
                        ? texts.get(key)
                        : texts.get(
                                key + ".requeued",
                                Figures.count(agent.requeued(), texts.get("agents.image"), texts.get("agents.images")),
                                Figures.when(agent.lastSeen(), now, zone));
            case REFUSED -> texts.get(key);
            default -> "";
        };
    }

    private String explanation(AgentStatus agent) {
        String after = switch (agent.state()) {
            case LOST -> texts.get(agent.local() ? "agents.after.lost.local" : "agents.after.lost");
            case LEFT -> agent.local() ? texts.get("agents.after.left.local") : texts.get("agents.after.left");
            case DISCONNECTED -> texts.get("agents.after.disconnected");
            default -> "";
        };
        return (agent.reason() + " " + after).strip();
    }

    private List<AgentView.Bar> bars(Resources r) {
        return List.of(
                load("CPU", r.cpu()),
                load("GPU", r.gpu()),
                memory(texts.get("agents.memory"), r.memoryUsed(), r.memoryTotal()),
                memory("VRAM", r.vramUsed(), r.vramTotal()));
    }

    private static AgentView.Bar load(String name, double load) {
        return new AgentView.Bar(name, load, Figures.wholePercent(load));
    }

    private static AgentView.Bar memory(String name, long used, long total) {
        return total <= 0
                ? new AgentView.Bar(name, Double.NaN, Figures.UNKNOWN)
                : new AgentView.Bar(
                        name,
                        (double) used / total,
                        String.format(Locale.ROOT, "%.1f / %.0f GB", used / GIB, total / GIB));
    }
}
