import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A folder that runs anywhere: launchers, a Java of its own, and the parts of the distribution.
 *
 * <p>jpackage makes launchers and copies the runtime. It is given a single jar that names all others, so that every
 * program of the image has one class path, in one order, which is what a cache of start-up depends on; and the rest is
 * put there afterwards, because jpackage would copy the large libraries once more.
 */
final class AppImage {
    /** The jar that stands for all others; io.facet.app.installation.Programs knows it too. */
    static final String CLASS_PATH = "classpath.jar";

    private static final Pattern OF_JAVAFX = Pattern.compile("(lib)?(decora|glass|javafx|prism)[a-z0-9_]*\\.[a-z]+");

    private final Build build;
    private final Path root;
    private final List<Launcher> launchers;

    private AppImage(Build build, Path root, List<Launcher> launchers) {
        this.build = build;
        this.root = root;
        this.launchers = launchers;
    }

    /** Makes an image of that name with those jars of the distribution. */
    static AppImage make(Build build, String name, List<Launcher> launchers, Path runtime, List<String> jars)
            throws IOException {
        Path work = Folders.fresh(build.target().resolve("work").resolve(name));
        writeClassPath(Files.createDirectories(work.resolve("input")).resolve(CLASS_PATH), jars);
        String mac = Build.system() == Build.System.MAC ? ".app" : "";
        Path root = build.target().resolve(name + mac);
        Folders.delete(root);
        AppImage image = new AppImage(build, root, launchers);
        Tools.jdk("jpackage", image.arguments(work, runtime));
        Files.move(work.resolve("made").resolve(launchers.getFirst().name() + mac), root);
        image.fill(jars);
        if (Build.system() == Build.System.LINUX) {
            image.writePrograms();
        }
        return image;
    }

    Path root() {
        return root;
    }

    List<Launcher> launchers() {
        return launchers;
    }

    /** The folder with lib, native, conf and aot. */
    Path app() {
        return root.resolve(
                switch (Build.system()) {
                    case LINUX -> "lib/app";
                    case WINDOWS -> "app";
                    case MAC -> "Contents/app";
                });
    }

    Path runtime() {
        return root.resolve(
                switch (Build.system()) {
                    case LINUX -> "lib/runtime";
                    case WINDOWS -> "runtime";
                    case MAC -> "Contents/runtime/Contents/Home";
                });
    }

    Path java() {
        return runtime().resolve("bin").resolve(Build.executable("java"));
    }

    /** The file that starts a program. */
    Path program(String name) {
        return root.resolve(programs()).resolve(Build.executable(name));
    }

    private static String programs() {
        return switch (Build.system()) {
            case LINUX -> "bin";
            case WINDOWS -> "";
            case MAC -> "Contents/MacOS";
        };
    }

    private static void writeClassPath(Path file, List<String> jars) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(
                Attributes.Name.CLASS_PATH,
                jars.stream().map(jar -> URI.create("lib/" + jar).toString()).collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            var entry = new java.util.zip.ZipEntry("META-INF/MANIFEST.MF");
            entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
            jar.putNextEntry(entry);
            manifest.write(jar);
            jar.closeEntry();
        }
    }

    private List<String> arguments(Path work, Path runtime) throws IOException {
        Launcher first = launchers.getFirst();
        List<String> arguments = new ArrayList<>(List.of(
                "--type", "app-image",
                "--dest", work.resolve("made").toString(),
                "--input", work.resolve("input").toString(),
                "--runtime-image", runtime.toString(),
                "--name", first.name(),
                "--description", first.title(),
                "--icon", icon().toString(),
                "--main-jar", CLASS_PATH,
                "--main-class", first.mainClass()));
        arguments.addAll(about(build));
        for (String option : javaOptions(first)) {
            arguments.addAll(List.of("--java-options", option));
        }
        if (first.console() && Build.system() == Build.System.WINDOWS) {
            arguments.add("--win-console");
        }
        for (Launcher launcher : launchers.subList(1, launchers.size())) {
            Path file = work.resolve(launcher.name() + ".properties");
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
                properties(launcher).store(out, null);
            }
            arguments.addAll(List.of("--add-launcher", launcher.name() + "=" + file));
        }
        return arguments;
    }

    /** What every package says of itself. */
    static List<String> about(Build build) {
        return List.of(
                "--app-version", build.packageVersion(),
                "--vendor", "Facet",
                "--copyright", "Apache-2.0");
    }

    private Properties properties(Launcher launcher) {
        Properties properties = new Properties();
        properties.setProperty("main-jar", CLASS_PATH);
        properties.setProperty("main-class", launcher.mainClass());
        properties.setProperty("description", launcher.title());
        properties.setProperty("icon", icon().toString());
        properties.setProperty("java-options", String.join(" ", javaOptions(launcher)));
        properties.setProperty("win-console", Boolean.toString(launcher.console()));
        properties.setProperty("win-menu", "false");
        properties.setProperty("win-shortcut", "false");
        properties.setProperty("linux-shortcut", "false");
        return properties;
    }

    /** As they stand in the launchers' files, which know where they are. */
    private List<String> javaOptions(Launcher launcher) {
        // The only place that a launcher's file can name is the folder app.
        Path fromApp = app().relativize(program(launcher.name()));
        List<String> options = launcher.javaOptions(
                build.distribution().resolve("conf"), "$APPDIR", "$APPDIR/" + fromApp.toString().replace('\\', '/'));
        if (build.trains()) {
            options.add("-XX:AOTCache=$APPDIR/aot/" + launcher.cache());
            options.addAll(Training.SILENT);
        }
        return options;
    }

    private Path icon() {
        return switch (Build.system()) {
            case LINUX -> build.icons().resolve("facet-512.png");
            case WINDOWS -> build.sources().resolve("icons/facet.ico");
            case MAC -> build.sources().resolve("icons/facet.icns");
        };
    }

    private void fill(List<String> jars) throws IOException {
        Path from = build.distribution();
        Path lib = Files.createDirectories(app().resolve("lib"));
        for (String jar : jars) {
            Files.copy(from.resolve("lib").resolve(jar), lib.resolve(jar));
        }
        // A cache of start-up is for jars of one size and time, and packages carry whole seconds.
        Folders.touch(lib, build.timestamp());
        Files.setLastModifiedTime(app().resolve(CLASS_PATH), FileTime.from(build.timestamp()));
        boolean window = jars.stream().anyMatch(jar -> jar.startsWith("javafx-"));
        Folders.link(
                from.resolve("native"),
                app().resolve("native"),
                file -> window || !OF_JAVAFX.matcher(file.getFileName().toString()).matches());
        Files.createDirectories(app().resolve("conf"));
        for (Launcher launcher : launchers) {
            String options = "conf/" + launcher.options() + ".vmoptions";
            Files.copy(from.resolve(options), app().resolve(options));
        }
        for (String legal : List.of("LICENSE", "THIRD-PARTY.txt", "licenses")) {
            Folders.copy(from.resolve(legal), app().resolve(legal));
        }
    }

    /**
     * Puts scripts in the place of jpackage's launchers, which know neither the locale, nor FACET_OPTS, nor where the logs
     * of this account are.
     */
    private void writePrograms() throws IOException {
        Path bin = Folders.fresh(root.resolve("bin"));
        Files.deleteIfExists(root.resolve("lib/libapplauncher.so"));
        String template = Files.readString(build.sources().resolve("linux/program.sh"));
        String shared = Files.readString(build.sources().resolve("bin/shared.sh"));
        for (Launcher launcher : launchers) {
            Files.deleteIfExists(app().resolve(launcher.name() + ".cfg"));
            Folders.write(
                    bin.resolve(launcher.name()),
                    template.replace("%{title}", launcher.title())
                            .replace("%{program}", launcher.name())
                            .replace("%{options}", launcher.options())
                            .replace("%{silent}", String.join(" ", Training.SILENT))
                            .replace("%{classpath}", CLASS_PATH)
                            .replace("%{main}", launcher.mainClass())
                            .replace("%{shared}", shared),
                    true);
        }
    }
}
