import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A program of an image.
 *
 * @param name of its file
 * @param title for people
 * @param mainClass that it starts
 * @param options file in conf with the options of its Java
 * @param console whether it belongs into a terminal
 * @param cache name of what its Java learned
 * @param lesson from which it learns; empty: another program's cache is its own too
 */
record Launcher(
        String name, String title, String mainClass, String options, boolean console, String cache, Optional<Lesson> lesson) {
    private static final String MAIN = "io.facet.app.launch.FacetMain";

    private static final Launcher DESKTOP =
            new Launcher("facet-desktop", "Facet", MAIN, "facet-desktop", false, "facet-desktop", Optional.of(Lesson.WINDOW));
    private static final Launcher CONSOLE =
            new Launcher("facet", "Facet in a terminal", MAIN, "facet", true, "facet", Optional.of(Lesson.RUN));
    private static final Launcher AGENT = new Launcher(
            "facet-agent",
            "The Facet agent",
            "io.facet.agent.AgentMain",
            "agent",
            true,
            "facet-agent",
            Optional.of(Lesson.DOCTOR));

    /** Facet itself: the first one is what a double click starts. */
    static final List<Launcher> FACET = List.of(DESKTOP, CONSOLE, AGENT);

    /** The agent alone. */
    static final List<Launcher> AGENT_ALONE = List.of(AGENT);

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
