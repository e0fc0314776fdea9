import java.util.List;

/**
 * A run from which a Java learns what its program loads and links at the start.
 *
 * @param javaOptions for this run alone
 * @param arguments of the program, in which {@link #SAMPLE} and {@link #OUTPUT} stand for paths
 */
record Lesson(List<String> javaOptions, List<String> arguments) {
    /** A small dataset. */
    static final String SAMPLE = "{sample}";

    /** A file that may be written. */
    static final String OUTPUT = "{output}";

    /** A whole run: scan, master, rows; its local agent learns at the same time. */
    static final Lesson RUN = new Lesson(
            List.of(),
            List.of("run", "--dataset", SAMPLE, "--csv", OUTPUT, "--gpu-workers", "0", "--cpu-workers", "1"));

    /** All that an agent does before it meets a master. */
    static final Lesson DOCTOR = new Lesson(List.of(), List.of("doctor"));
}
