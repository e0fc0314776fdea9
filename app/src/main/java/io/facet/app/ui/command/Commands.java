package io.facet.app.ui.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** Everything that can be done, in the order in which it was told of. Confined to the window's thread. */
public final class Commands {
    /** For what can always be done. */
    public static final ObservableBooleanValue ALWAYS = new ReadOnlyBooleanWrapper(true).getReadOnlyProperty();

    private final Map<String, Command> byId = new LinkedHashMap<>();

    /**
     * Adds a command.
     *
     * @throws IllegalArgumentException if its id or its key is taken
     */
    public Command add(Command command) {
        if (byId.containsKey(command.id())) {
            throw new IllegalArgumentException("the command " + command.id() + " is there already");
        }
        String key = command.key();
        if (key != null && all().stream().anyMatch(c -> key.equals(c.key()))) {
            throw new IllegalArgumentException("the key " + key + " is taken");
        }
        byId.put(command.id(), command);
        return command;
    }

    public List<Command> all() {
        return List.copyOf(byId.values());
    }

    public @Nullable Command find(String id) {
        return byId.get(id);
    }

    /** Those whose words all begin or contain what was typed, those that can be done now first. */
    public List<Command> matching(String typed) {
        String[] words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return byId.values().stream()
                .filter(c -> contains((c.text() + " " + c.where()).toLowerCase(Locale.ROOT), words))
                .sorted((a, b) -> Boolean.compare(b.enabled().get(), a.enabled().get()))
                .toList();
    }

    private static boolean contains(String text, String[] words) {
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
