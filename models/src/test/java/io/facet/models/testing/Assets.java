package io.facet.models.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real models and pictures, which are not part of the project. */
public final class Assets {
    private Assets() {}

    /** A file or folder of them; the test is skipped, with the reason, where it is missing. */
    public static Path of(String path) {
        Path file = Path.of(System.getProperty("facet.assets", "")).resolve(path);
        boolean there = Files.exists(file);
        if (!there) {
            System.out.println("skipped: " + file + " is missing");
        }
        assumeTrue(there, () -> "skipped: " + file + " is missing");
        return file;
    }
}
