package io.facet.app.ui.agents;

import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/** The chips of an agent's slots; each stays while its slot is there. */
final class SlotChips extends FlowPane {
    private final Texts texts;
    private final Map<String, SlotChip> byId = new HashMap<>();
    private List<String> order = List.of();

    SlotChips(Texts texts) {
        super(8, 8);
        this.texts = texts;
        getStyleClass().add("slot-chips");
        setPrefWrapLength(440);
    }

    void update(List<SlotStatus> slots, String agent) {
        List<String> ids = slots.stream().map(SlotStatus::id).toList();
        if (!ids.equals(order)) {
            order = ids;
            byId.keySet().retainAll(ids);
            List<Node> chips = new ArrayList<>();
            ids.forEach(id -> chips.add(byId.computeIfAbsent(id, i -> new SlotChip(texts))));
            getChildren().setAll(chips);
        }
        for (SlotStatus slot : slots) {
            SlotChip chip = byId.get(slot.id());
            if (chip != null) {
                chip.update(slot, agent);
            }
        }
    }

    void second(boolean visible) {
        byId.values().forEach(chip -> chip.second(visible));
    }
}
