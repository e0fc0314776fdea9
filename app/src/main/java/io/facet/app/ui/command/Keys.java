package io.facet.app.ui.command;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Keys of commands as they are written down: {@code Shortcut+Shift+A}, {@code F5}, {@code SPACE}. Stateless. */
public final class Keys {
    private Keys() {}

    /** Whether the event is that key. */
    public static boolean match(String key, KeyEvent event) {
        return of(key).match(event);
    }

    /** As people write it: {@code Ctrl Shift A}. */
    public static String text(String key) {
        return of(key).getDisplayText().replace("DIGIT", "").replace('+', ' ');
    }

    private static KeyCombination of(String key) {
        return key.contains("+") ? KeyCombination.valueOf(key) : new KeyCodeCombination(KeyCode.valueOf(key));
    }
}
