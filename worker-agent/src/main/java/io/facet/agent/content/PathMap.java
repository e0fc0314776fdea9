package io.facet.agent.content;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder of the master's computer and where it is on this one. Immutable.
 *
 * <p>A master's path that begins with a drive letter or two backslashes is one of Windows: there, case does not count and
 * both slashes separate.
 */
final class PathMap {
    private final String master;
    private final boolean windows;
    private final Path local;

    PathMap(String master, Path local) {
        this.windows = master.matches("(?s)[A-Za-z]:.*|\\\\\\\\.*");
        this.master = normal(master);
        this.local = local;
    }

    /** The local folder for a folder of the master's that is this map's or below it; empty for others. */
    Optional<Path> apply(String folder) {
        String path = normal(folder);
        String compared = windows ? path.toLowerCase(Locale.ROOT) : path;
        String prefix = windows ? master.toLowerCase(Locale.ROOT) : master;
        // The lengths differ where lower case has more characters than upper case; such a name never matches by half.
        if (compared.length() != path.length() || !compared.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = path.substring(prefix.length());
        if (!rest.isEmpty() && !rest.startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(local.resolve(rest.replaceFirst("^/+", "")));
    }

    /** How much of a path this map decides; where two apply, the longer knows better. */
    int length() {
        return master.length();
    }

    private String normal(String path) {
        String slashes = windows ? path.replace('\\', '/') : path;
        return slashes.replaceFirst("/+$", "");
    }
}
