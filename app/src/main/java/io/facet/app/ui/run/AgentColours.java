package io.facet.app.ui.run;

import io.facet.app.desk.AgentOrder;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.ui.chart.Ink;
import java.util.HashMap;
import java.util.Map;

/** Which colour an agent has: that of its place in the order of first joining. Confined to the window's thread. */
final class AgentColours {
    private final AgentOrder order;
    private final Map<String, Integer> byName = new HashMap<>();

    AgentColours(AgentOrder order) {
        this.order = order;
    }

    /** Takes over who has joined. */
    void refresh(FarmSnapshot farm) {
        for (AgentStatus agent : farm.agents()) {
            byName.put(agent.name(), order.of(agent.id()));
        }
    }

    /** From 0. */
    int ofId(String id) {
        return order.of(id);
    }

    /** From 0. */
    int ofName(String name) {
        return byName.getOrDefault(name, 0);
    }

    /** The style class that gives a dot the colour of the agent with that name. */
    String styleClass(String name) {
        return "series-" + (1 + Math.floorMod(ofName(name), Ink.seriesCount()));
    }
}
