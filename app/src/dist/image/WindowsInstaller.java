import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An .msi, made by jpackage and WiX 5. */
final class WindowsInstaller {
    /** By this Windows knows another version of Facet; never to be changed. */
    private static final String UPGRADE = "b1b6f0f3-6c6b-4b51-9a3e-2f6d7a1c9e54";

    /** After this line of jpackage's own template, ours are listed too. */
    private static final String ANCHOR = "<ComponentGroupRef Id=\"FileAssociations\"/>";

    private WindowsInstaller() {}

    /** Makes the installer, or says in one line why there is none. */
    static Optional<Path> of(Build build, AppImage image) throws IOException {
        if (Tools.find("wix").isEmpty()) {
            System.out.println(
                    "No .msi: WiX 5 is missing (dotnet tool install --global wix --version 5.0.2; wix extension add -g WixToolset.Util.wixext/5.0.2; wix extension add -g WixToolset.UI.wixext/5.0.2).");
            return Optional.empty();
        }
        Path work = Folders.fresh(build.target().resolve("work").resolve("msi"));
        Folders.write(work.resolve("resources/main.wxs"), withOurs(build, template()), false);
        Path type = Folders.write(
                work.resolve("facet.properties"),
                "extension=facet\nmime-type=application/x-facet-run\ndescription=Facet run\n",
                false);
        List<String> arguments = new ArrayList<>(List.of(
                "--type", "msi",
                "--dest", build.target().toString(),
                "--name", "Facet",
                "--description", "Turns folders of images into data",
                "--app-image", image.root().toString(),
                "--resource-dir", work.resolve("resources").toString(),
                "--file-associations", type.toString(),
                "--license-file", build.distribution().resolve("LICENSE").toString(),
                "--win-dir-chooser",
                "--win-upgrade-uuid", UPGRADE));
        arguments.addAll(AppImage.about(build));
        if (build.forWholeComputer()) {
            arguments.addAll(List.of("--install-dir", "Facet"));
        } else {
            // Not LOCALAPPDATA\Facet: that is the user's data, and the uninstaller empties the program's folder.
            arguments.addAll(List.of("--win-per-user-install", "--install-dir", "Programs\\Facet"));
        }
        Tools.jdk("jpackage", arguments);
        return Optional.of(build.target().resolve("Facet-%s.msi".formatted(build.packageVersion())));
    }

    /** The template that this JDK's jpackage would use: read from there, so that it fits that jpackage. */
    private static String template() throws IOException {
        return Files.readString(FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("/modules/jdk.jpackage/jdk/jpackage/internal/resources/main.wxs"));
    }

    /**
     * With the PATH and the shortcuts, which jpackage cannot make as we want them: it knows no PATH, and would call the
     * shortcuts facet-desktop, after the program.
     */
    private static String withOurs(Build build, String template) throws IOException {
        if (!template.contains(ANCHOR)) {
            throw new Failure("The jpackage of this JDK has another main.wxs: look at windows/facet.wxs again.");
        }
        String fragment = Files.readString(build.sources().resolve("windows/facet.wxs"))
                .replace("%{system}", build.forWholeComputer() ? "yes" : "no");
        return template.replace(ANCHOR, ANCHOR + "\n      <ComponentGroupRef Id=\"FacetExtras\"/>")
                .replace("</Wix>", fragment + "\n</Wix>");
    }
}
