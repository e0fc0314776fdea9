package io.facet.app.ui.agents;

import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** The chips of an agent's slots, in as many lines as the width asks for; each stays while its slot is there. */
final class SlotChips extends Region {
    private static final double GAP = 8;

    private final Texts texts;
    private final Map<String, SlotChip> byId = new HashMap<>();
    private List<String> order = List.of();

    SlotChips(Texts texts) {
        this.texts = texts;
        getStyleClass().add("slot-chips");
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

    /** How high it is depends on how wide it is. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private int perLine(double width) {
        double chip = getChildren().isEmpty() ? 1 : getChildren().getFirst().prefWidth(-1);
        return Math.max(1, (int) ((width + GAP + 0.5) / (chip + GAP)));
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return getChildren().isEmpty()
                ? 0
                : getChildren().size() * (getChildren().getFirst().prefWidth(-1) + GAP) - GAP;
    }

    @Override
    protected double computePrefHeight(double width) {
        if (getChildren().isEmpty()) {
            return 0;
        }
        int perLine = width < 0 ? getChildren().size() : perLine(width);
        int lines = (getChildren().size() + perLine - 1) / perLine;
        return lines * (getChildren().getFirst().prefHeight(-1) + GAP) - GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        int perLine = perLine(getWidth());
        for (int i = 0; i < getChildren().size(); i++) {
            Node chip = getChildren().get(i);
            double width = chip.prefWidth(-1);
            double height = chip.prefHeight(-1);
            double x = snapPositionX((i % perLine) * (width + GAP));
            int line = i / perLine;
            double y = snapPositionY(line * (height + GAP));
            chip.resizeRelocate(x, y, width, height);
        }
    }
}
