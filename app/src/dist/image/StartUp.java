import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a start costs with and without the cache, as time of processors where the system tells it (Linux), because that
 * depends less on what else runs.
 */
final class StartUp {
    private static final int RUNS = 3;
    private static final Path OWN = Path.of("/proc/self/stat");

    private StartUp() {}

    /** One line: both times, in seconds, and their ratio. */
    static String compare(AppImage image, Launcher launcher, Path home) throws IOException {
        double[] with = new double[RUNS];
        double[] without = new double[RUNS];
        Path caches = image.app().resolve("aot");
        Path aside = image.app().resolve("aot-aside");
        for (int i = 0; i < RUNS; i++) {
            with[i] = seconds(image, launcher, home);
            Files.move(caches, aside);
            try {
                without[i] = seconds(image, launcher, home);
            } finally {
                Files.move(aside, caches);
            }
        }
        return String.format(
                Locale.ROOT,
                "start of %s: %.2f s %s with the cache, %.2f s without, ratio %.2f (medians of %d)",
                (launcher.name() + " " + String.join(" ", launcher.trial())).strip(),
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

    /** Until its window is open, or to the end of a short command. */
    private static double seconds(AppImage image, Launcher launcher, Path home) throws IOException {
        List<String> command = new ArrayList<>(List.of(image.program(launcher.name()).toString()));
        Map<String, String> environment = Map.of("FACET_HOME", home.toString());
        if (launcher.console()) {
            command.addAll(launcher.trial());
            long start = System.nanoTime();
            double before = ofChildren();
            Tools.require(environment, command);
            double after = ofChildren();
            return Files.exists(OWN) ? after - before : (System.nanoTime() - start) / 1e9;
        }
        Lesson.Window window = Lesson.HEADLESS;
        List<String> options = new ArrayList<>(window.javaOptions());
        Path cache = image.app().resolve("aot").resolve(launcher.cache());
        if (Files.exists(cache)) {
            options.add("-XX:AOTCache=" + cache);
            options.addAll(Training.SILENT);
        }
        List<String> java = Training.java(image, launcher, options, List.of());
        return Tools.runUntil(environment, java, home.resolve("logs/facet.log"), window.opened(), 0);
    }

    /** Time of processors of the ended children of this process, and of theirs; see proc(5). */
    private static double ofChildren() throws IOException {
        if (!Files.exists(OWN)) {
            return 0;
        }
        return ticks(OWN, 13, 14);
    }

    /** Time of processors of a running process, or by the clock since {@code start} where the system does not tell. */
    static double ofProcess(long pid, long start) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(stat) ? ticks(stat, 11, 12) : (System.nanoTime() - start) / 1e9;
    }

    private static double ticks(Path file, int user, int system) throws IOException {
        String stat = Files.readString(file);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[user]) + Long.parseLong(fields[system])) / 100.0;
    }
}
