import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A .deb that puts the image into /opt/facet. Made with dpkg-deb and not with jpackage, whose packages enter menu and
 * file type through scripts that fail on systems without a desktop, and put nothing on the PATH: here every file is the
 * package's own, so dpkg knows all of them and takes all of them away.
 */
final class DebianPackage {
    private static final List<String> COMMANDS = List.of("facet", "facet-agent");
    private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256, 512);

    private DebianPackage() {}

    /** Makes the package, or says in one line why there is none. */
    static Optional<Path> of(Build build, AppImage image) throws IOException {
        if (Tools.find("dpkg-deb").isEmpty()) {
            System.out.println("No .deb: dpkg-deb is missing (Debian: apt-get install dpkg).");
            return Optional.empty();
        }
        Path stage = Folders.fresh(build.target().resolve("work/deb"));
        Folders.link(image.root(), stage.resolve("opt/facet"));
        // What jpackage leaves for itself.
        Files.deleteIfExists(stage.resolve("opt/facet/lib/app/.jpackage.xml"));
        for (String command : COMMANDS) {
            Files.createDirectories(stage.resolve("usr/bin"));
            Files.createSymbolicLink(
                    stage.resolve("usr/bin").resolve(command), Path.of("../../opt/facet/bin").resolve(command));
        }
        share(build, stage.resolve("usr/share"));
        control(build, stage);
        String architecture = architecture();
        Path deb = build.target().resolve("facet_%s_%s.deb".formatted(build.version(), architecture));
        Folders.open(stage);
        Tools.require(
                Map.of("SOURCE_DATE_EPOCH", Long.toString(build.timestamp().getEpochSecond())),
                List.of(
                        "dpkg-deb",
                        "--root-owner-group",
                        "-Z" + build.debCompression(),
                        "--build",
                        stage.toString(),
                        deb.toString()));
        Folders.delete(stage);
        return Optional.of(deb);
    }

    private static void share(Build build, Path share) throws IOException {
        Path sources = build.sources().resolve("linux");
        for (var file : Map.of(
                        "facet.desktop", "applications/facet.desktop",
                        "facet.xml", "mime/packages/facet.xml",
                        "copyright", "doc/facet/copyright")
                .entrySet()) {
            Folders.write(share.resolve(file.getValue()), Files.readString(sources.resolve(file.getKey())), false);
        }
        Path icons = share.resolve("icons/hicolor");
        for (int size : ICONS) {
            copyIcon(build, "facet-" + size + ".png", icons.resolve(size + "x" + size + "/apps/facet.png"));
        }
        copyIcon(build, "facet.svg", icons.resolve("scalable/apps/facet.svg"));
    }

    private static void copyIcon(Build build, String name, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(build.icons().resolve(name), to);
    }

    private static void control(Build build, Path stage) throws IOException {
        Path sources = build.sources().resolve("linux");
        String control = Files.readString(sources.resolve("control"))
                .replace("%{version}", build.version())
                .replace("%{architecture}", architecture())
                .replace("%{kilobytes}", Long.toString((Folders.size(stage) + 1023) / 1024));
        Folders.write(stage.resolve("DEBIAN/control"), control, false);
        for (String script : List.of("postinst", "prerm")) {
            Folders.write(stage.resolve("DEBIAN").resolve(script), Files.readString(sources.resolve(script)), true);
        }
    }

    private static String architecture() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return architecture.equals("aarch64") ? "arm64" : architecture;
    }
}
