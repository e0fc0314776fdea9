package io.facet.app.it;

import io.facet.models.sample.SampleDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Datasets for tests: drawn, linked, or the assets. */
final class Datasets {
    private Datasets() {}

    /** Drawn people in folders. */
    static Path drawn(Path folder, int identities, int each) {
        SampleDataset.write(folder, new SampleDataset.Options(identities, each, 120, 120, 7), (done, total) -> {});
        return folder;
    }

    /** {@code images} files that are never decoded. */
    static Path named(Path folder, int images) {
        try {
            for (int i = 0; i < images; i++) {
                Path label = folder.resolve("label " + i % 7);
                Files.createDirectories(label);
                Files.writeString(label.resolve("image-" + i + ".jpg"), "not decoded");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pipeline that takes so long per image and gives rows that follow from the path. */
    static Path simulated(Path file, int dimension, int millis) {
        try {
            return Files.writeString(
                    file,
                    "id: simulated\ntitle: Simulated\nsteps:\n  - step: simulate\n    dimension: %d\n    ms-per-image: %d\n"
                            .formatted(dimension, millis));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file or folder of the assets; without them the test is skipped, and says so. */
    static Path asset(String path) {
        Path assets = Path.of(System.getProperty("facet.assets", "../../shared/assets"));
        Path found = assets.resolve(path);
        boolean there = Files.exists(found);
        if (!there) {
            System.out.println("skipped: there is no " + found.toAbsolutePath().normalize());
        }
        Assumptions.assumeTrue(there, () -> "skipped: there is no " + found);
        return found;
    }
}
