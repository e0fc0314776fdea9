package io.facet.app.installation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the programs of this installation are started without their launch scripts, so that the process started is the
 * program itself.
 */
public final class Programs {
    private static final String AGENT_MAIN = "io.facet.agent.AgentMain";

    private final @Nullable Path distribution;
    private final @Nullable Path program;

    Programs(@Nullable Path distribution, @Nullable Path program) {
        this.distribution = distribution;
        this.program = program;
    }

    /** The installation that this process was started from; the class path alone if it was not started from one. */
    public static Programs ofThisProcess() {
        return new Programs(path("facet.dist"), path("facet.program"));
    }

    private static @Nullable Path path(String property) {
        String value = System.getProperty(property);
        return value == null ? null : Path.of(value).toAbsolutePath().normalize();
    }

    /**
     * The program that opens the window, if this process is another one: {@code facet} of an image, whose Java has the
     * options of a short command.
     */
    public Optional<Path> desktop() {
        if (program == null || !String.valueOf(program.getFileName()).matches("facet(\\.exe)?")) {
            return Optional.empty();
        }
        String name = program.getFileName().toString().replaceFirst("facet", "facet-desktop");
        return Optional.of(program.resolveSibling(name)).filter(Files::isRegularFile);
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
