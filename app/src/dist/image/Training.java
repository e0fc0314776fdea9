import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        new Training(build, image, work, Folders.fresh(image.app().resolve("aot"))).all();
    }

    private void all() throws IOException {
        for (Launcher launcher : image.launchers()) {
            if (launcher.lesson().isPresent() && !(Files.exists(learned(launcher.cache())) && make(launcher))) {
                record(launcher, launcher.lesson().get());
                if (!make(launcher)) {
                    System.out.printf("What %s learned cannot be used: it starts without.%n", launcher.name());
                }
            }
        }
    }

    private Path learned(String cache) {
        return work.resolve(cache + ".learned");
    }

    /** The command that starts a program as its launcher will, without a cache. */
    private static List<String> java(AppImage image, Launcher launcher) {
        List<String> command = new ArrayList<>(List.of(image.java().toString()));
        command.addAll(launcher.javaOptions(
                image.app().resolve("conf"),
                image.app().toString(),
                image.program(launcher.name()).toString()));
        command.add("-cp");
        command.add(image.app().resolve(AppImage.CLASS_PATH).toString());
        return command;
    }

    /** With more options for Java, and a main class. */
    static List<String> java(AppImage image, Launcher launcher, List<String> options, List<String> arguments) {
        List<String> command = java(image, launcher);
        command.addAll(1, options);
        command.add(launcher.mainClass());
        command.addAll(arguments);
        return command;
    }

    private Path log() {
        return work.resolve("home/logs/facet.log");
    }

    private Map<String, String> environment() {
        return Map.of("FACET_HOME", work.resolve("home").toString());
    }

    private void record(Launcher launcher, Lesson lesson) throws IOException {
        List<String> options = new ArrayList<>(recording(launcher.cache()));
        options.addAll(SILENT);
        options.addAll(lesson.javaOptions());
        List<String> command = java(image, launcher, options, fill(launcher, lesson));
        Path agentOptions = image.app().resolve("conf/agent.vmoptions");
        String before = Files.readString(agentOptions);
        try {
            if (lesson == Lesson.RUN) {
                // The local agent, which the run starts with this file, learns by the way.
                Files.writeString(
                        agentOptions,
                        before + "\n" + String.join("\n", recording("facet-agent")).replace('\\', '/') + "\n");
            }
            if (lesson.until().isPresent()) {
                // What follows right after it belongs to the start as well.
                Tools.runUntil(environment(), command, log(), lesson.until().get(), 3000);
            } else {
                Tools.require(environment(), command);
            }
        } finally {
            Files.writeString(agentOptions, before);
        }
        Path agent = learned("facet-agent");
        if (lesson == Lesson.RUN && !knows(agent, MET_A_MASTER)) {
            // Its master, which waits for some seconds, ended it before it had written all down.
            Files.deleteIfExists(agent);
            System.out.println("The local agent was too slow to write down what it learned; it learns from its doctor.");
        }
    }

    private List<String> recording(String cache) {
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + learned(cache));
    }

    private static boolean knows(Path learned, String className) throws IOException {
        return Files.exists(learned)
                && new String(Files.readAllBytes(learned), StandardCharsets.ISO_8859_1).contains(className);
    }

    private List<String> fill(Launcher launcher, Lesson lesson) {
        Path sample = work.resolve("sample");
        if (lesson.arguments().contains(Lesson.SAMPLE) && !Files.exists(sample)) {
            Tools.require(environment(), java(image, launcher, List.of(), List.of("demo", sample.toString())));
        }
        return lesson.arguments().stream()
                .map(word -> switch (word) {
                    case Lesson.SAMPLE -> sample.toString();
                    case Lesson.OUTPUT -> work.resolve("output.csv").toString();
                    default -> word;
                })
                .toList();
    }

    /** Makes a cache of what was learned, and makes sure that Java takes it. */
    private boolean make(Launcher launcher) throws IOException {
        Path cache = caches.resolve(launcher.cache() + ".aot");
        List<String> create = java(image, launcher);
        create.addAll(
                1,
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + learned(launcher.cache()), "-XX:AOTCache=" + cache));
        if (Tools.run(environment(), create).status() != 0) {
            Files.deleteIfExists(cache);
            return false;
        }
        List<String> use = java(image, launcher, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), List.of("--version"));
        if (Tools.run(environment(), use).status() != 0) {
            Files.deleteIfExists(cache);
            return false;
        }
        Files.setLastModifiedTime(cache, java.nio.file.attribute.FileTime.from(build.timestamp()));
        return true;
    }
}
