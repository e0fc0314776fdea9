package io.facet.protocol.home;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where Facet keeps what belongs to a user account: master and agents of one account find each other here.
 *
 * @param state keys, credentials, history
 * @param models models that were pulled, imported or fetched
 * @param cache what may be deleted at any time while nothing runs
 * @param logs log files
 * @param documents where things are put that the user should find, such as the sample run
 */
public record FacetHome(Path state, Path models, Path cache, Path logs, Path documents) {

    /** Name of the environment variable that puts everything under one folder. */
    public static final String VARIABLE = "FACET_HOME";

    /** The folders of this account. */
    public static FacetHome ofThisAccount() {
        return resolve(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * The platform's usual folders: the XDG base directories on Linux, {@code ~/Library} on macOS, {@code
     * %LOCALAPPDATA%} on Windows.
     */
    static FacetHome resolve(Map<String, String> environment, String osName, Path userHome) {
        String all = environment.get(VARIABLE);
        if (all != null && !all.isBlank()) {
            return under(Path.of(all).toAbsolutePath().normalize());
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            Path base = or(
                            environment.get("LOCALAPPDATA"),
                            userHome.resolve("AppData").resolve("Local"))
                    .resolve("Facet");
            return new FacetHome(
                    base.resolve("state"),
                    base.resolve("models"),
                    base.resolve("cache"),
                    base.resolve("logs"),
                    userHome.resolve("Facet"));
        }
        if (os.startsWith("mac")) {
            Path library = userHome.resolve("Library");
            Path support = library.resolve("Application Support").resolve("Facet");
            return new FacetHome(
                    support.resolve("state"),
                    support.resolve("models"),
                    library.resolve("Caches").resolve("Facet"),
                    library.resolve("Logs").resolve("Facet"),
                    userHome.resolve("Facet"));
        }
        Path local = userHome.resolve(".local");
        Path state =
                or(environment.get("XDG_STATE_HOME"), local.resolve("state")).resolve("facet");
        Path data = or(environment.get("XDG_DATA_HOME"), local.resolve("share")).resolve("facet");
        Path cache = or(environment.get("XDG_CACHE_HOME"), userHome.resolve(".cache"))
                .resolve("facet");
        return new FacetHome(state, data.resolve("models"), cache, state.resolve("logs"), userHome.resolve("Facet"));
    }

    /** Everything under one folder. */
    public static FacetHome under(Path root) {
        return new FacetHome(
                root.resolve("state"),
                root.resolve("models"),
                root.resolve("cache"),
                root.resolve("logs"),
                root.resolve("documents"));
    }

    /** A relative path in these variables is to be ignored (XDG Base Directory Specification). */
    private static Path or(@Nullable String value, Path otherwise) {
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        Path path = Path.of(value);
        return path.isAbsolute() ? path : otherwise;
    }

    /** The master's identity, join tokens and the credentials of its agents. */
    public Path master() {
        return state.resolve("master");
    }

    /** The identities of the agents that run on this account. */
    public Path agents() {
        return state.resolve("agents");
    }
}
