package io.facet.app.ui.run;

import java.nio.file.Path;

/** How paths are shown: the home folder as a tilde. */
final class Paths {
    private static final Path HOME = Path.of(System.getProperty("user.home", ""));

    private Paths() {}

    static String shown(Path path) {
        if (HOME.getNameCount() > 0 && path.startsWith(HOME) && !path.equals(HOME)) {
            return "~" + path.getFileSystem().getSeparator() + HOME.relativize(path);
        }
        return path.toString();
    }
}
