package io.facet.app.master.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that a walk came upon. */
record Walked(List<ScanEntry> entries) {

    /** Walks to the end, and once more: the same must come. */
    static Walked of(Path root) {
        List<ScanEntry> first = walk(root);
        assertThat(walk(root)).isEqualTo(first);
        assertThat(count(root)).isEqualTo(first.size());
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i).item().sequence()).isEqualTo(i);
        }
        assertThat(first.stream().map(e -> e.item().path()).distinct()).hasSameSizeAs(first);
        return new Walked(first);
    }

    private static List<ScanEntry> walk(Path root) {
        try {
            List<ScanEntry> entries = new ArrayList<>();
            try (DatasetWalk walk = new DatasetWalk(root)) {
                for (ScanEntry entry = walk.next(); entry != null; entry = walk.next()) {
                    entries.add(entry);
                }
                assertThat(walk.next()).isNull();
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(Path root) {
        try (DatasetWalk walk = DatasetWalk.unordered(root)) {
            int count = 0;
            while (walk.next() != null) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> images() {
        return entries.stream()
                .filter(ScanEntry.Image.class::isInstance)
                .map(e -> e.item().path())
                .toList();
    }

    /** Why each path that cannot be used cannot be used. */
    Map<String, String> unusable() {
        Map<String, String> unusable = new TreeMap<>();
        for (ScanEntry entry : entries) {
            if (entry instanceof ScanEntry.Unusable(ImageItem item, String why)) {
                assertThat(item.size()).isZero();
                assertThat(why).endsWith(".").doesNotContain("\n").doesNotContain("null");
                unusable.put(item.path(), why);
            }
        }
        return unusable;
    }
}
