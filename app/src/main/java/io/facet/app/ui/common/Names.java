package io.facet.app.ui.common;

import io.facet.app.ui.settings.Settings;

/**
 * Names of people and files as they are shown: as they are, or hidden while the user wants that. Asked by every cell that
 * shows one. Confined to the window's thread.
 */
public final class Names {
    /** Stands for a name. */
    public static final String HIDDEN = "•••••";

    private final Settings settings;

    public Names(Settings settings) {
        this.settings = settings;
    }

    /** Whether names and pictures are hidden now. */
    public boolean hidden() {
        return settings.get().hideFaces();
    }

    /** The name, or what stands for it; an empty one is none. */
    public String shown(String name) {
        return hidden() && !name.isEmpty() ? HIDDEN : name;
    }

    /**
     * A sentence about a file without the file's name in it.
     *
     * @param path of the file, with {@code /}
     */
    public String in(String sentence, String path) {
        if (!hidden() || path.isEmpty()) {
            return sentence;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String without = sentence.replace(path, HIDDEN);
        return name.isEmpty() ? without : without.replace(name, HIDDEN);
    }

    /** Runs {@code redraw} at once whenever names are hidden or shown again. */
    public void listen(Runnable redraw) {
        settings.property().addListener((o, was, is) -> {
            if (was.hideFaces() != is.hideFaces()) {
                redraw.run();
            }
        });
    }
}
