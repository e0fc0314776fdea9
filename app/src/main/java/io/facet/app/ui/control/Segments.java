package io.facet.app.ui.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** One of a few, side by side. Always one of them is chosen. */
public final class Segments<T> extends HBox {
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();
    private boolean showing;

    /**
     * The first one is chosen.
     *
     * @param name for those who do not see where it stands
     * @param text of each
     * @param chosen told of what the user chose
     */
    public Segments(String name, List<T> values, Function<T, String> text, Consumer<T> chosen) {
        getStyleClass().add("segmented");
        setMaxWidth(USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (T value : values) {
            ToggleButton button = new ToggleButton(text.apply(value));
            button.setToggleGroup(group);
            button.setAccessibleText(name + ": " + text.apply(value));
            button.setMinWidth(USE_PREF_SIZE);
            button.selectedProperty().addListener((o, was, is) -> {
                if (is && !showing) {
                    chosen.accept(value);
                }
            });
            buttons.put(value, button);
            getChildren().add(button);
        }
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null && was != null) {
                was.setSelected(true);
            }
        });
        show(values.getFirst());
    }

    /** Shows which one is chosen; nobody is told. */
    public void show(T value) {
        ToggleButton button = buttons.get(value);
        if (button != null) {
            showing = true;
            button.setSelected(true);
            showing = false;
        }
    }

    /** The button of one of them. */
    public ToggleButton button(T value) {
        ToggleButton button = buttons.get(value);
        if (button == null) {
            throw new IllegalArgumentException("there is no button for " + value);
        }
        return button;
    }
}
