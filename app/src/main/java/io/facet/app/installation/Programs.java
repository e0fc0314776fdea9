package io.facet.app.installation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the programs of this installation are started without their launch scripts, so that the process started is the
 * program itself.
 */
public final class Programs {
    private static final String AGENT_MAIN = "io.facet.agent.AgentMain";
    private static final String FACET_MAIN = "io.facet.app.launch.FacetMain";

    private final @Nullable Path distribution;

    private Programs(@Nullable Path distribution) {
        this.distribution = distribution;
    }

    /** The installation that this process was started from; the class path alone if it was not started from one. */
    public static Programs ofThisProcess() {
        String dist = System.getProperty("facet.dist");
        return new Programs(dist == null ? null : Path.of(dist));
    }

    /** Program and options of {@code facet-agent}, without its arguments. */
    public List<String> agent() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (distribution == null) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
        } else {
            Path natives = distribution.resolve("native");
            command.add("@" + distribution.resolve("conf").resolve("agent.vmoptions"));
            command.add("-Dfacet.dist=" + distribution);
            command.add("-Djava.library.path=" + natives);
            command.add("-Donnxruntime.native.path=" + natives);
            command.add("-cp");
            command.add(distribution.resolve("lib") + File.separator + "*");
        }
        command.add(AGENT_MAIN);
        return command;
    }

    /** Program and options of {@code facet}, with the Java options of an agent: for commands that run models. */
    public List<String> facet() {
        List<String> command = agent();
        command.set(command.size() - 1, FACET_MAIN);
        return command;
    }

    /** The folder of the installation, if this process was started from one. */
    public @Nullable Path distribution() {
        return distribution != null && Files.isDirectory(distribution) ? distribution : null;
    }
}
