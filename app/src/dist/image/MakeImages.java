import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes, for the system that it runs on, what people install: an image of Facet with its own Java, an image of the agent
 * alone, and packages of both. Started by the profile dist of app/pom.xml with the JDK whose tools it uses; explained in
 * docs/distribution.md.
 */
final class MakeImages {
    private final Build build;

    private MakeImages(Build build) {
        this.build = build;
    }

    public static void main(String[] arguments) throws IOException {
        try {
            new MakeImages(new Build(arguments)).all();
        } catch (Failure e) {
            System.err.println("dist: " + e.getMessage());
            System.exit(1);
        }
    }

    private void all() throws IOException {
        List<String> jars = Folders.jars(build.distribution().resolve("lib"));
        AppImage facet = image("facet", Launcher.FACET, jars);
        AppImage agent = image("facet-agent", Launcher.AGENT_ALONE, agentJars(jars));
        List<Path> packages = new ArrayList<>();
        packages.add(AgentArchive.of(build, agent));
        switch (Build.system()) {
            case LINUX -> DebianPackage.of(build, facet).ifPresent(packages::add);
            case WINDOWS -> WindowsInstaller.of(build, facet).ifPresent(packages::add);
            case MAC -> System.out.println("No installer for macOS yet: the image can be copied.");
        }
        for (AppImage image : List.of(facet, agent)) {
            report(image);
        }
        Folders.deleteIfPossible(build.target().resolve("work"));
        for (Path file : packages) {
            System.out.printf("%s: %s%n", file.getFileName(), megabytes(Files.size(file)));
        }
    }

    private AppImage image(String name, List<Launcher> launchers, List<String> jars) throws IOException {
        List<Path> files = jars.stream()
                .map(jar -> build.distribution().resolve("lib").resolve(jar))
                .toList();
        Set<String> modules = Modules.of(files);
        System.out.printf("%s: Java with %s%n", name, String.join(", ", modules));
        Path runtime = RuntimeImage.make(build, name, modules);
        AppImage image = AppImage.make(build, name, launchers, runtime, jars);
        Folders.delete(runtime);
        if (build.trains()) {
            Training.of(build, image, name);
        }
        if (Build.system() == Build.System.MAC) {
            // jpackage had signed what it made, without what was put there since.
            Tools.require(Map.of(), List.of("codesign", "--force", "--deep", "--sign", "-", image.root().toString()));
        }
        return image;
    }

    /** Those of the distribution that the agent needs, by the names of its own class path. */
    private List<String> agentJars(List<String> all) throws IOException {
        Set<String> names = new TreeSet<>(Set.of(build.agentJar()));
        for (String entry : Files.readString(build.agentClassPath()).strip().split(java.io.File.pathSeparator)) {
            names.add(Path.of(entry).getFileName().toString());
        }
        // In the distribution this one comes without its natives; those of others lie in the folder native alone.
        List<String> jars = all.stream()
                .filter(jar -> names.contains(jar) || names.contains(jar.replace("-classes.jar", ".jar")))
                .toList();
        Set<String> missing = names.stream()
                .filter(name -> !jars.contains(name) && !jars.contains(name.replace(".jar", "-classes.jar")))
                .filter(name -> !name.endsWith("-" + build.platform() + ".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            throw new Failure("The agent needs jars that the distribution has not: " + missing);
        }
        return jars;
    }

    private void report(AppImage image) throws IOException {
        System.out.printf(
                "%s: %s (Java %s, jars %s, natives %s, start-up caches %s)%n",
                image.root().getFileName(),
                megabytes(Folders.size(image.root())),
                megabytes(Folders.size(image.runtime())),
                megabytes(Folders.size(image.app().resolve("lib"))),
                megabytes(Folders.size(image.app().resolve("native"))),
                megabytes(Folders.size(image.app().resolve("aot"))));
        if (build.trains()) {
            Path home = Folders.fresh(build.target().resolve("work/start"));
            for (Launcher launcher : image.launchers()) {
                System.out.println("  " + StartUp.compare(image, launcher, home));
            }
        }
    }

    private static String megabytes(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
