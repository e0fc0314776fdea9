package io.facet.app.ui.control;

import atlantafx.base.controls.ToggleSwitch;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A switch that the space bar turns as well, and that tells a change by the user from one that is shown. */
public final class Switch extends ToggleSwitch {
    private boolean showing;

    /**
     * A switch that is off.
     *
     * @param text on it; empty if its name stands elsewhere
     * @param name for those who do not see where it stands
     * @param turned told of what the user did
     */
    public Switch(String text, String name, Consumer<Boolean> turned) {
        super(text);
        setFocusTraversable(true);
        setAccessibleText(name);
        selectedProperty().addListener((o, was, is) -> {
            if (!showing) {
                turned.accept(is);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.SPACE) {
                setSelected(!isSelected());
                e.consume();
            }
        });
    }

    /** Shows how things are; nobody is told. */
    public void show(boolean on) {
        showing = true;
        setSelected(on);
        showing = false;
    }
}
