package io.facet.app.launch;

import java.util.Locale;
import java.util.Map;

/**
 * Whether there is a screen to open a window on.
 *
 * @param os as Java names it
 * @param environment variables of the process
 * @param platform that JavaFX was told to use; empty if it chooses
 */
record Display(String os, Map<String, String> environment, String platform) {

    static Display ofThisProcess() {
        return new Display(
                System.getProperty("os.name", ""), System.getenv(), System.getProperty("glass.platform", ""));
    }

    /** Linux says so by variables; Windows and macOS have a screen unless somebody came over SSH. */
    boolean isThere() {
        if (!platform.isEmpty()) {
            return true;
        }
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows") || name.startsWith("mac")) {
            return !set("SSH_CONNECTION");
        }
        return set("DISPLAY") || set("WAYLAND_DISPLAY");
    }

    private boolean set(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }
}
