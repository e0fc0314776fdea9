package io.facet.app.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder under test, as the system property facet.dist names it. */
final class Distribution {
    static final Path FOLDER = Path.of(System.getProperty("facet.dist", "target/facet"));

    private Distribution() {}

    /** Names of the files in one of its folders, sorted. */
    static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Bytes in one of its folders. */
    static long size(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
