package io.facet.app.ui.command;

import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Something a user can do, found in the palette and, if it has a key, done by it.
 *
 * @param text what it does, as on a button
 * @param where the page or thing it belongs to, for the palette
 * @param key combination as {@code Shortcut+K}; null if it has none
 * @param enabled whether it can be done now
 */
public record Command(
        String id, String text, String where, @Nullable String key, ObservableBooleanValue enabled, Runnable action) {

    /** Does it, if it can be done now. */
    public void run() {
        if (enabled.get()) {
            action.run();
        }
    }

    /** Whether it is there for what was typed, too: then a text with the focus does it for itself. */
    public boolean editsText() {
        return id.equals("undo") || id.equals("redo");
    }

    /** Whether its key is a letter or the space bar alone, which may be meant for what has the focus. */
    public boolean plainKey() {
        return key != null && (key.length() == 1 || key.equals("SPACE"));
    }
}
