import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An image in one file: to unpack and run. */
final class AgentArchive {
    private AgentArchive() {}

    static Path of(Build build, AppImage image) throws IOException {
        String name = "facet-agent-%s-%s-%s"
                .formatted(
                        build.version(),
                        Build.system().name().toLowerCase(Locale.ROOT),
                        System.getProperty("os.arch").toLowerCase(Locale.ROOT));
        String folder = image.root().getFileName().toString();
        String parent = image.root().getParent().toString();
        if (Build.system() == Build.System.WINDOWS) {
            Path zip = build.target().resolve(name + ".zip");
            Files.deleteIfExists(zip);
            Tools.jdk("jar", List.of("--create", "--no-manifest", "--file", zip.toString(), "-C", parent, folder));
            return zip;
        }
        Path tar = build.target().resolve(name + ".tar.gz");
        Tools.require(Map.of(), List.of("tar", "-czf", tar.toString(), "-C", parent, folder));
        return tar;
    }
}
