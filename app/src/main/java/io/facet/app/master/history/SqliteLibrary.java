package io.facet.app.master.history;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where SQLite's native library comes from. The distribution has it unpacked on {@code java.library.path}, and its jar
 * without natives, so that nothing is unpacked. From any other class path the driver unpacks one at each start, into the
 * temporary folder, and a killed process leaves it there for ever: it is told to use the cache folder instead.
 */
final class SqliteLibrary {
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /** To be called before the driver is first used. */
    static void prepare(Path cache) {
        if (System.getProperty(TEMPORARY) != null || System.getProperty("org.sqlite.lib.path") != null || unpacked()) {
            return;
        }
        try {
            Path folder = Files.createDirectories(cache.resolve("sqlite"));
            System.setProperty(TEMPORARY, folder.toString());
        } catch (IOException e) {
            // The driver takes the temporary folder then.
            LoggerFactory.getLogger(SqliteLibrary.class).warn("No folder for SQLite's library: {}", e.getMessage());
        }
    }

    private static boolean unpacked() {
        String name = System.mapLibraryName("sqlitejdbc");
        for (String folder : System.getProperty("java.library.path", "").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
