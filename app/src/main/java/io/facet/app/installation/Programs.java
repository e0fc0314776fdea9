package io.facet.app.installation;

import io.facet.protocol.home.FacetHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the programs of this installation are started without their launch scripts, so that the process started is the
 * program itself.
 */
public final class Programs {
    private static final String AGENT_MAIN = "io.facet.agent.AgentMain";
    private static final String TIED_MAIN = "io.facet.app.launch.TiedProgram";

    /** Else OpenBLAS, which OpenCV brings along and Facet does not use, starts a thread per processor. */
    private static final Map<String, String> ENVIRONMENT = Map.of("OPENBLAS_NUM_THREADS", "1");

    private static final String FACET_MAIN = "io.facet.app.launch.FacetMain";

    private final @Nullable Path distribution;
    private final @Nullable Path program;
    private final Path logs;

    Programs(@Nullable Path distribution, @Nullable Path program, Path logs) {
        this.distribution = distribution;
        this.program = program;
        this.logs = logs;
    }

    /** The installation that this process was started from; the class path alone if it was not started from one. */
    public static Programs ofThisProcess() {
        return new Programs(
                path("facet.dist"),
                path("facet.program"),
                FacetHome.ofThisAccount().logs());
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
        List<String> command = java();
        command.add(AGENT_MAIN);
        return command;
    }

    /** The same, for a child that ends when its standard input does. */
    public List<String> tiedAgent() {
        List<String> command = java();
        command.add(TIED_MAIN);
        command.add(AGENT_MAIN);
        return command;
    }

    private List<String> java() {
        return java("agent.vmoptions", true);
    }

    private List<String> java(String options, boolean agent) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Where a crash of Java itself is written down; otherwise that is the folder that the user happens to be in.
        command.add("-XX:ErrorFile=" + logs.resolve("crash-%p.log"));
        if (distribution == null) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
        } else {
            Path natives = distribution.resolve("native");
            command.add("@" + distribution.resolve("conf").resolve(options));
            command.add("-Dfacet.dist=" + distribution);
            command.add("-Djava.library.path=" + natives);
            command.add("-Donnxruntime.native.path=" + natives);
            if (agent) {
                command.addAll(startUpCache(distribution));
            }
            command.add("-cp");
            command.add(classPath(distribution));
        }
        return command;
    }

    /** Starts a program of this installation as its launch script would: with what it needs in the environment. */
    public static ProcessBuilder process(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        ENVIRONMENT.forEach(process.environment()::putIfAbsent);
        return process;
    }

    /** Program and options of {@code facet}, with the Java options of an agent: for commands that run models. */
    public List<String> facet() {
        List<String> command = agent();
        command.set(command.size() - 1, FACET_MAIN);
        return command;
    }

    /** Program and options of {@code facet}, with the Java options of its window: for commands that open one. */
    public List<String> window() {
        List<String> command = java("facet-desktop.vmoptions", false);
        String more = System.getenv("FACET_OPTS");
        if (more != null && !more.isBlank()) {
            command.addAll(command.size() - 2, List.of(more.strip().split("\\s+")));
        }
        command.add(FACET_MAIN);
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
