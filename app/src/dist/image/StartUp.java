import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a start costs with and without the cache, as time of processors where the system tells it (Linux), because that
 * depends less on what else runs.
 */
final class StartUp {
    private static final int RUNS = 5;
    private static final Path OWN = Path.of("/proc/self/stat");

    private StartUp() {}

    /** One line: both times, in seconds, and their ratio. */
    static String compare(AppImage image, String program, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(image.program(program).toString()));
        command.addAll(arguments);
        double[] with = new double[RUNS];
        double[] without = new double[RUNS];
        Path caches = image.app().resolve("aot");
        Path aside = image.app().resolve("aot-aside");
        for (int i = 0; i < RUNS; i++) {
            with[i] = seconds(command, environment);
            Files.move(caches, aside);
            try {
                without[i] = seconds(command, environment);
            } finally {
                Files.move(aside, caches);
            }
        }
        return String.format(
                Locale.ROOT,
                "%s %s: %.2f s %s with the cache, %.2f s without, ratio %.2f (medians of %d)",
                program,
                String.join(" ", arguments),
                median(with),
                Files.exists(OWN) ? "of processors" : "by the clock",
                median(without),
                median(with) / median(without),
                RUNS);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double seconds(List<String> command, Map<String, String> environment) throws IOException {
        long start = System.nanoTime();
        double before = ofChildren();
        Tools.require(environment, command);
        double after = ofChildren();
        return Files.exists(OWN) ? after - before : (System.nanoTime() - start) / 1e9;
    }

    /** Time of processors of the ended children of this process, and of theirs; see proc(5). */
    private static double ofChildren() throws IOException {
        if (!Files.exists(OWN)) {
            return 0;
        }
        String stat = Files.readString(OWN);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }
}
