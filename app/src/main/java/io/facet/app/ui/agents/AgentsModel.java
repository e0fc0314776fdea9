package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.SlotStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Which agents the page shows, in which groups, and what it says of them all. Confined to the window's thread. */
final class AgentsModel {
    /** What brings agents together. */
    enum Grouping {
        NONE,
        HOST,
        DEVICE
    }

    /**
     * Agents under one title.
     *
     * @param title empty if nothing brings them together
     */
    record Group(String title, List<AgentView> agents) {}

    /**
     * The page at one moment.
     *
     * @param agents that are connected
     * @param slots of those
     * @param busy of the slots
     * @param drainable connected agents that still take images
     * @param drained connected agents that do not
     * @param alone whether nobody but this computer's agent is known
     */
    record Content(List<Group> groups, int agents, int slots, int busy, int drainable, int drained, boolean alone) {
        boolean nothingFound() {
            return groups.stream().allMatch(g -> g.agents().isEmpty());
        }

        List<AgentView> all() {
            return groups.stream().flatMap(g -> g.agents().stream()).toList();
        }
    }

    private final FarmLink farm;
    private final Clock clock;
    private final AgentWords words;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.NONE);
    private final ReadOnlyObjectWrapper<Content> content;

    AgentsModel(FarmLink farm, Clock clock, AgentWords words) {
        this.farm = farm;
        this.clock = clock;
        this.words = words;
        this.content = new ReadOnlyObjectWrapper<>(now());
        query.addListener((o, was, is) -> refresh());
        grouping.addListener((o, was, is) -> refresh());
    }

    StringProperty query() {
        return query;
    }

    ObjectProperty<Grouping> grouping() {
        return grouping;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /** Takes over how things stand. */
    void refresh() {
        content.set(now());
    }

    private Content now() {
        FarmSnapshot snapshot = farm.snapshot();
        Instant now = clock.instant();
        List<AgentView> found = snapshot.agents().stream()
                .filter(this::matches)
                .sorted(Comparator.comparing(AgentStatus::local).reversed())
                .map(a -> words.view(a, now))
                .toList();
        List<AgentView> connected = snapshot.agents().stream()
                .filter(AgentStatus::connected)
                .map(a -> words.view(a, now))
                .toList();
        int drained = (int) connected.stream().filter(AgentView::draining).count();
        return new Content(
                groups(found),
                connected.size(),
                snapshot.slots(),
                snapshot.busySlots(),
                connected.size() - drained,
                drained,
                snapshot.agents().stream().allMatch(AgentStatus::local));
    }

    private boolean matches(AgentStatus agent) {
        String wanted = query.get() == null ? "" : query.get().strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return true;
        }
        String text = String.join(" ", agent.name(), agent.host(), agent.os(), agent.address())
                + agent.slots().stream().map(SlotStatus::deviceName).collect(Collectors.joining(" ", " ", ""));
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private List<Group> groups(List<AgentView> agents) {
        if (grouping.get() == Grouping.NONE) {
            return List.of(new Group("", agents));
        }
        Map<String, List<AgentView>> byTitle = agents.stream()
                .collect(Collectors.groupingBy(
                        a -> grouping.get() == Grouping.HOST ? a.status().host() : words.device(a.status()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byTitle.entrySet().stream()
                .map(e -> new Group(e.getKey(), List.copyOf(e.getValue())))
                .toList();
    }
}
