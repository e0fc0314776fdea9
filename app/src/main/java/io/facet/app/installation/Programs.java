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

    private final @Nullable Path distribution;

    Programs(@Nullable Path distribution) {
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
            command.addAll(startUpCache(distribution));
            command.add("-cp");
            command.add(classPath(distribution));
        }
        command.add(AGENT_MAIN);
        return command;
    }

    /** An image with its own Java names all jars in one, in the order that its caches were made with. */
    private static String classPath(Path distribution) {
        Path all = distribution.resolve("classpath.jar");
        return Files.exists(all) ? all.toString() : distribution.resolve("lib") + File.separator + "*";
    }

    private static List<String> startUpCache(Path distribution) {
        Path cache = distribution.resolve("aot").resolve("facet-agent.aot");
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off") : List.of();
    }

    /** The folder of the installation, if this process was started from one. */
    public @Nullable Path distribution() {
        return distribution != null && Files.isDirectory(distribution) ? distribution : null;
    }
}
