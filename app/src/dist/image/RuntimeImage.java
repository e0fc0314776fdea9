import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A Java with those modules alone, made by jlink. */
final class RuntimeImage {
    private RuntimeImage() {}

    static Path make(Build build, String name, Set<String> modules) throws IOException {
        Path runtime = build.target().resolve("work").resolve("runtime-" + name);
        Folders.delete(runtime);
        Files.createDirectories(runtime.getParent());
        // The tools stay: programs of the image start each other with bin/java. The cache of start-up stands in for CDS.
        Tools.jdk(
                "jlink",
                List.of(
                        "--add-modules", String.join(",", modules),
                        "--output", runtime.toString(),
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress", "zip-6"));
        return runtime;
    }
}
