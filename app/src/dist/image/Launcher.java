import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program of an image.
 *
 * @param name of its file, and of the cache with what its Java learned
 * @param title for people
 * @param mainClass that it starts
 * @param options file in conf with the options of its Java
 * @param trial arguments of a short command whose start is measured; empty: it opens a window
 * @param lesson from which it learns
 * @param linked whether every start needs most of what was learned, so that Java had best link all of it beforehand
 */
record Launcher(String name, String title, String mainClass, String options, List<String> trial, Lesson lesson, boolean linked) {
    private static final String FACET_MAIN = "io.facet.app.launch.FacetMain";
    private static final String AGENT_MAIN = "io.facet.agent.AgentMain";

    private static final Launcher DESKTOP =
            new Launcher("facet-desktop", "Facet", FACET_MAIN, "facet-desktop", List.of(), Lesson.HEADLESS, true);
    private static final Launcher CONSOLE =
            new Launcher("facet", "Facet in a terminal", FACET_MAIN, "facet", List.of("--version"), Lesson.HELP, true);

    /** Facet itself: the first one is what a double click starts. */
    static final List<Launcher> FACET =
            List.of(DESKTOP, CONSOLE, agent(new Lesson.LocalAgent(CONSOLE, Lesson.DOCTOR)));

    /** The agent alone. */
    static final List<Launcher> AGENT_ALONE = List.of(agent(Lesson.DOCTOR));

    /** It starts itself once more to try a device, and that needs a small part. */
    private static Launcher agent(Lesson lesson) {
        return new Launcher("facet-agent", "The Facet agent", AGENT_MAIN, "agent", List.of("doctor"), lesson, false);
    }

    /** Whether it belongs into a terminal. */
    boolean console() {
        return !trial.isEmpty();
    }

    /** What its Java learned, in the folder aot. */
    String cache() {
        return name + ".aot";
    }

    /** Options of its Java, where {@code app} stands for the folder with lib, native, conf and aot. */
    List<String> javaOptions(Path conf, String app, String program) {
        List<String> all = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(conf.resolve(options + ".vmoptions"))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    all.addAll(Arrays.asList(line.strip().split("\\s+")));
                }
            }
        } catch (IOException e) {
            throw new Failure("The options of %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
        all.add("-Dfacet.dist=" + app);
        all.add("-Dfacet.program=" + program);
        all.add("-Djava.library.path=" + app + "/native");
        all.add("-Donnxruntime.native.path=" + app + "/native");
        return all;
    }
}
