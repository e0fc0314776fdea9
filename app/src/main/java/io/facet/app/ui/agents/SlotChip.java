package io.facet.app.ui.agents;

import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A slot: its name, what it does, how fast it is now and was in the last minute. */
final class SlotChip extends VBox {
    private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");
    private static final PseudoClass WARMING = PseudoClass.getPseudoClass("warming");
    private static final PseudoClass DRAINING = PseudoClass.getPseudoClass("draining");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final Texts texts;
    private final Label name = new Label();
    private final Label rate = new Label();
    private final Label word = new Label();
    private final Sparkline line = new Sparkline();
    private @Nullable SlotStatus shown;
    private @Nullable Tooltip tip;

    SlotChip(Texts texts) {
        this.texts = texts;
        getStyleClass().add("slot");
        setAccessibleRole(AccessibleRole.BUTTON);
        name.getStyleClass().add("slot-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        rate.getStyleClass().add("slot-rate");
        word.getStyleClass().add("slot-word");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(name, gap, rate);
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(head, space, word, line);
        setOnMouseEntered(e -> explain());
    }

    void update(SlotStatus slot, String agent) {
        if (slot.equals(shown)) {
            return;
        }
        boolean otherState = shown == null || shown.state() != slot.state();
        shown = slot;
        name.setText(SlotName.of(slot.id()));
        boolean works = works(slot);
        rate.setText(works && slot.imagesPerSecond() > 0 ? Figures.rate(slot.imagesPerSecond()) : "");
        boolean drains = slot.state() == SlotStatus.State.DRAINING && works;
        pseudoClassStateChanged(BUSY, slot.state() == SlotStatus.State.BUSY);
        pseudoClassStateChanged(WARMING, slot.state() == SlotStatus.State.LOADING);
        pseudoClassStateChanged(DRAINING, drains);
        pseudoClassStateChanged(
                FAILED, slot.state() == SlotStatus.State.FAILED || slot.state() == SlotStatus.State.LOST);
        if (otherState) {
            name.setGraphic(mark(slot.state()));
        }
        String state = texts.get("agents.slot." + slot.state().name().toLowerCase(Locale.ROOT));
        Show.text(word, works ? "" : state);
        Show.when(line, works);
        setAccessibleText(texts.get(
                works ? "agents.slot.says.rate" : "agents.slot.says",
                name.getText(),
                agent,
                state,
                Figures.rate(slot.imagesPerSecond())));
        if (tip != null) {
            tip.setText(details(slot));
        }
    }

    private static boolean works(SlotStatus slot) {
        return slot.state() == SlotStatus.State.BUSY
                || (slot.state() == SlotStatus.State.DRAINING && slot.imagesPerSecond() > 0);
    }

    private static Node mark(SlotStatus.State state) {
        return switch (state) {
            case BUSY -> dot();
            case IDLE -> Icons.of(Feather.CIRCLE);
            case LOADING -> Icons.of(Feather.LOADER, "icon-warning");
            case DRAINING -> Icons.of(Feather.ARROW_DOWN, "icon-drain");
            case PAUSED -> Icons.of(Feather.PAUSE);
            case FAILED, LOST -> Icons.of(Feather.X, "icon-danger");
        };
    }

    private static Node dot() {
        Region dot = new Region();
        dot.getStyleClass().addAll("dot", "accent");
        return dot;
    }

    /** Most chips are never pointed at; a tooltip for each of hundreds would cost more than the chips. */
    private void explain() {
        SlotStatus slot = shown;
        if (tip == null && slot != null) {
            tip = new Tooltip(details(slot));
            Tooltip.install(this, tip);
        }
    }

    private String details(SlotStatus slot) {
        return texts.get(
                "agents.slot.details",
                slot.deviceName(),
                slot.providers().isEmpty() ? slot.deviceClass() : String.join(", ", slot.providers()),
                Figures.count(slot.done()),
                Figures.count(slot.failed()));
    }

    /** Another second has passed. */
    void second(boolean visible) {
        SlotStatus slot = shown;
        if (slot != null) {
            line.add(slot.imagesPerSecond());
            if (visible && line.isVisible()) {
                line.draw();
            }
        }
    }
}
