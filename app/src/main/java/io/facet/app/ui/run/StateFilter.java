package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageRow;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Chooses images of one state, and says how many there are. */
final class StateFilter extends HBox {
    private final Map<Which, Label> counts = new EnumMap<>(Which.class);
    private final Map<Which, ToggleButton> buttons = new EnumMap<>(Which.class);

    /** What can be chosen. */
    private enum Which {
        ALL(null),
        RUNNING(ImageRow.State.RUNNING),
        FAILED(ImageRow.State.FAILED),
        DONE(ImageRow.State.DONE);

        private final ImageRow.@Nullable State state;

        Which(ImageRow.@Nullable State state) {
            this.state = state;
        }
    }

    StateFilter(Texts texts, Consumer<ImageRow.@Nullable State> chosen) {
        getStyleClass().add("segmented");
        setMinWidth(USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (Which which : Which.values()) {
            String name = which.name().toLowerCase(Locale.ROOT);
            Label count = Parts.label("0", "segment-count");
            ToggleButton button = new ToggleButton(texts.get("run.filter." + name), count);
            button.setId("filter-" + name);
            button.setContentDisplay(ContentDisplay.RIGHT);
            button.setToggleGroup(group);
            button.setOnAction(e -> {
                button.setSelected(true);
                chosen.accept(which.state);
            });
            counts.put(which, count);
            buttons.put(which, button);
            getChildren().add(button);
        }
        choose(null);
    }

    /** Marks a choice that was made elsewhere. */
    void choose(ImageRow.@Nullable State state) {
        buttons.forEach((which, button) -> button.setSelected(which.state == state));
    }

    /** Leaves the counts out where there is no room for them. */
    void brief(boolean value) {
        counts.values().forEach(count -> Parts.show(count, !value));
    }

    void show(Map<ImageRow.State, Integer> now) {
        counts.forEach((which, label) -> {
            long count = which.state == null
                    ? now.values().stream().mapToLong(Integer::longValue).sum()
                    : now.getOrDefault(which.state, 0);
            label.setText(Figures.count(count));
        });
    }
}
