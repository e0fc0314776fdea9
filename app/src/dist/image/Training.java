import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets the programs of an image run once and keeps what their Java loaded and linked (JDK 25's AOT cache, JEP 483, 514,
 * 515), so that later starts need not do it again. A cache that does not fit is passed over by Java; the image works
 * without any.
 */
final class Training {
    /** Java would write about a cache that it cannot use, and to standard output. */
    static final List<String> SILENT = List.of("-Xlog:aot*=off");

    /** What follows right after a window has opened belongs to its start as well. */
    private static final int AFTER_OPENING_MILLIS = 3000;

    /** A run has begun in earnest when its rows have so many bytes: some dozen. */
    private static final long ENOUGH_BYTES = 200_000;

    /** A class that an agent has only if it met a master. */
    private static final String MET_A_MASTER = "io/facet/agent/AgentWork";

    private final Build build;
    private final AppImage image;
    private final Path work;
    private final Path caches;

    private Training(Build build, AppImage image, Path work, Path caches) {
        this.build = build;
        this.image = image;
        this.work = work;
        this.caches = caches;
    }

    /** Fills the folder aot of an image. */
    static void of(Build build, AppImage image, String name) throws IOException {
        Path work = Folders.fresh(build.target().resolve("work").resolve("training-" + name));
        Training training = new Training(build, image, work, Folders.fresh(image.app().resolve("aot")));
        for (Launcher launcher : image.launchers()) {
            training.learn(launcher, launcher.lesson());
        }
    }

    private void learn(Launcher launcher, Lesson lesson) throws IOException {
        switch (lesson) {
            case Lesson.Command command -> Tools.require(
                    environment(), java(image, launcher, recording(launcher), command.arguments()));
            case Lesson.Window window -> {
                List<String> options = recording(launcher);
                options.addAll(window.javaOptions());
                Tools.runUntil(
                        environment(),
                        java(image, launcher, options, List.of()),
                        work.resolve("home/logs/facet.log"),
                        window.opened(),
                        AFTER_OPENING_MILLIS);
            }
            case Lesson.LocalAgent agent -> runWithAgent(launcher, agent.master());
        }
        boolean enough = !(lesson instanceof Lesson.LocalAgent) || knows(launcher, MET_A_MASTER);
        if (!enough || !keep(launcher)) {
            if (lesson instanceof Lesson.LocalAgent agent) {
                System.out.println("The local agent did not write down what it learned; it learns from its doctor.");
                learn(launcher, agent.otherwise());
            } else {
                System.out.printf("What %s learned cannot be used: it starts without.%n", launcher.name());
            }
        }
    }

    /**
     * The agent is started by a run, with the options in its file: they are others for that time. The run is killed in the
     * middle, because at its end it would not wait until the agent has written down what it learned.
     */
    private void runWithAgent(Launcher agent, Launcher master) throws IOException {
        Path sample = work.resolve("sample");
        Path rows = work.resolve("output.csv");
        Tools.require(environment(), java(image, master, List.of(), List.of("demo", sample.toString())));
        List<String> run = java(
                image,
                master,
                List.of(),
                List.of(
                        "run", "--dataset", sample.toString(), "--csv", rows.toString(), "--gpu-workers", "0", "--cpu-workers", "1"));
        Path options = image.app().resolve("conf").resolve(agent.options() + ".vmoptions");
        String before = Files.readString(options);
        try {
            Files.writeString(options, before + "\n" + String.join("\n", recording(agent)).replace('\\', '/') + "\n");
            Tools.runAndKill(environment(), run, () -> Files.exists(rows) && Files.size(rows) > ENOUGH_BYTES);
        } finally {
            Files.writeString(options, before);
        }
    }

    /** The command that starts a program as its launcher does, without a cache. */
    static List<String> java(AppImage image, Launcher launcher, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(image.java().toString()));
        command.addAll(launcher.javaOptions(
                image.app().resolve("conf"),
                image.app().toString(),
                image.program(launcher.name()).toString()));
        command.addAll(options);
        command.add("-cp");
        command.add(image.app().resolve(AppImage.CLASS_PATH).toString());
        command.add(launcher.mainClass());
        command.addAll(arguments);
        return command;
    }

    private Map<String, String> environment() {
        return Map.of("FACET_HOME", work.resolve("home").toString());
    }

    private Path learned(Launcher launcher) {
        return work.resolve(launcher.name() + ".learned");
    }

    private List<String> recording(Launcher launcher) {
        List<String> options = new ArrayList<>(SILENT);
        options.add("-XX:AOTMode=record");
        options.add("-XX:AOTConfiguration=" + learned(launcher));
        return options;
    }

    private boolean knows(Launcher launcher, String className) throws IOException {
        return Files.exists(learned(launcher))
                && new String(Files.readAllBytes(learned(launcher)), StandardCharsets.ISO_8859_1).contains(className);
    }

    /** Makes a cache of what was learned, and makes sure that Java takes it. */
    private boolean keep(Launcher launcher) throws IOException {
        Path cache = caches.resolve(launcher.cache());
        List<String> create = new ArrayList<>(SILENT);
        create.addAll(List.of(
                "-XX:AOTMode=create", "-XX:AOTConfiguration=" + learned(launcher), "-XX:AOTCache=" + cache));
        if (!launcher.linked()) {
            create.add("-XX:-AOTClassLinking");
        }
        List<String> use = new ArrayList<>(SILENT);
        use.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
        if (Tools.run(environment(), java(image, launcher, create, List.of())).status() != 0
                || Tools.run(environment(), java(image, launcher, use, List.of("--version"))).status() != 0) {
            Files.deleteIfExists(cache);
            return false;
        }
        Files.setLastModifiedTime(cache, FileTime.from(build.timestamp()));
        return true;
    }
}
