package io.facet.app.master.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder of 200,000 images. Says how long it takes and how much memory; what is too much depends on the computer. */
@Timeout(120)
class LargeFolderTest {
    private static final int FILES = 200_000;

    @Test
    void everyFileComesOnceAndInOrder(@TempDir(factory = MemoryFolder.class) Path root) throws IOException {
        Path first = Files.writeString(root.resolve("image-%06d.jpg".formatted(0)), "x");
        for (int i = 1; i < FILES; i++) {
            Files.createLink(root.resolve("image-%06d.jpg".formatted(i)), first);
        }
        long before = used();
        long start = System.nanoTime();
        DatasetWalk walk = new DatasetWalk(root);
        double listed = (System.nanoTime() - start) / 1e9;
        long held = used() - before;
        for (int i = 0; i < FILES; i++) {
            ScanEntry entry = walk.next();
            if (!(entry instanceof ScanEntry.Image(ImageItem item))
                    || item.sequence() != i
                    || !item.path().equals("image-%06d.jpg".formatted(i))) {
                throw new AssertionError("entry " + i + " is " + entry);
            }
        }
        assertThat(walk.next()).isNull();
        System.out.printf(
                "A folder of %,d files: listed in %.2f s, walked in %.2f s, holding %.1f MB of names.%n",
                FILES, listed, (System.nanoTime() - start) / 1e9, held / 1e6);
    }

    @Test
    void countingHoldsNoNames(@TempDir(factory = MemoryFolder.class) Path root) throws IOException {
        Path first = Files.writeString(root.resolve("image-0.jpg"), "x");
        for (int i = 1; i < FILES; i++) {
            Files.createLink(root.resolve("image-%d.jpg".formatted(i)), first);
        }
        long before = used();
        try (DatasetWalk walk = DatasetWalk.unordered(root)) {
            assertThat(walk.next()).isNotNull();
            assertThat(used() - before).isLessThan(2_000_000);
            int count = 1;
            while (walk.next() != null) {
                count++;
            }
            assertThat(count).isEqualTo(FILES);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
