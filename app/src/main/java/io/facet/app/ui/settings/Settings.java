package io.facet.app.ui.settings;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The settings as the window uses them: changes are seen at once, kept soon, and can be undone. Window's thread only. */
public final class Settings {
    private static final int RECENT = 10;
    private static final int UNDOS = 50;

    private final ReadOnlyObjectWrapper<SettingsData> now;
    private final BooleanProperty undoable = new SimpleBooleanProperty();
    private final Consumer<SettingsData> keep;
    private final Deque<SettingsData> undo = new ArrayDeque<>();
    private final Deque<SettingsData> redo = new ArrayDeque<>();

    /**
     * Starts with what was kept.
     *
     * @param keep told of every change
     */
    public Settings(SettingsData initial, Consumer<SettingsData> keep) {
        this.now = new ReadOnlyObjectWrapper<>(initial);
        this.keep = keep;
    }

    public SettingsData get() {
        return now.get();
    }

    public ReadOnlyObjectProperty<SettingsData> property() {
        return now.getReadOnlyProperty();
    }

    /** A change by the user, which {@link #undo} takes back. */
    public void change(UnaryOperator<SettingsData> change) {
        SettingsData before = get();
        SettingsData after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        undo.push(before);
        if (undo.size() > UNDOS) {
            undo.removeLast();
        }
        redo.clear();
        set(after);
    }

    /** Something to remember that is no change of a setting: where the window is, what was used last. */
    public void remember(UnaryOperator<SettingsData> change) {
        // It holds whatever is undone.
        remember(undo, change);
        remember(redo, change);
        set(change.apply(get()));
    }

    private static void remember(Deque<SettingsData> entries, UnaryOperator<SettingsData> change) {
        List<SettingsData> changed = entries.stream().map(change).toList();
        entries.clear();
        entries.addAll(changed);
    }

    /** Takes the last change back; does nothing if there is none. */
    public void undo() {
        if (!undo.isEmpty()) {
            redo.push(get());
            set(undo.pop());
        }
    }

    /** Makes the change again that was taken back last. */
    public void redo() {
        if (!redo.isEmpty()) {
            undo.push(get());
            set(redo.pop());
        }
    }

    /** Whether there is something to undo. */
    public BooleanProperty undoableProperty() {
        return undoable;
    }

    /** The dataset was used now. */
    public void used(Path dataset) {
        List<Path> recent = new ArrayList<>(get().recentDatasets());
        recent.remove(dataset);
        recent.addFirst(dataset);
        List<Path> kept = recent.subList(0, Math.min(RECENT, recent.size()));
        remember(s -> SettingsEdits.recentDatasets(s, kept));
    }

    private void set(SettingsData next) {
        undoable.set(!undo.isEmpty());
        if (!next.equals(get())) {
            now.set(next);
            keep.accept(next);
        }
    }
}
