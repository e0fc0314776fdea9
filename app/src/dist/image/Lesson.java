import java.util.List;
import java.util.Optional;

/**
 * A run from which a Java learns what its program loads and links at the start.
 *
 * @param javaOptions for this run alone
 * @param arguments of the program, in which {@link #SAMPLE} and {@link #OUTPUT} stand for paths
 * @param until words of its log at which it has learned enough and is ended; empty: it ends by itself
 */
record Lesson(List<String> javaOptions, List<String> arguments, Optional<String> until) {
    /** A small dataset. */
    static final String SAMPLE = "{sample}";

    /** A file that may be written. */
    static final String OUTPUT = "{output}";

    /** A whole run: scan, master, rows; its local agent learns at the same time. */
    static final Lesson RUN = new Lesson(
            List.of(),
            List.of("run", "--dataset", SAMPLE, "--csv", OUTPUT, "--gpu-workers", "0", "--cpu-workers", "1"),
            Optional.empty());

    /** The window, drawn without a screen. */
    static final Lesson WINDOW = new Lesson(
            List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), List.of(), Optional.of("The window is open"));

    /** All that an agent does before it meets a master. */
    static final Lesson DOCTOR = new Lesson(List.of(), List.of("doctor"), Optional.empty());
}
