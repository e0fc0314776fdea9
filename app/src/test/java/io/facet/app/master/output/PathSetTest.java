package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathSetTest {

    @Property(tries = 200)
    void isASetOfPaths(@ForAll List<String> added, @ForAll List<String> asked) {
        PathSet paths = new PathSet();
        Set<String> model = new HashSet<>();
        for (String path : added) {
            String text = text(path);
            assertThat(paths.add(text)).isEqualTo(model.add(text));
        }
        assertThat(paths.size()).isEqualTo(model.size());
        added.forEach(path -> assertThat(paths.contains(text(path))).isTrue());
        asked.forEach(path -> assertThat(paths.contains(text(path))).isEqualTo(model.contains(text(path))));
    }

    /** Halves of surrogate pairs are in no path: in UTF-8 they are all the same. */
    private static String text(String any) {
        return any.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aMillionPathsTakeLessThanThirtyBytesEach() {
        int count = 1_100_000;
        PathSet paths = new PathSet();
        long before = used();
        for (int i = 0; i < count; i++) {
            paths.add("people/somebody/image-" + i + ".jpg");
        }
        double each = (double) (used() - before) / count;
        assertThat(paths.size()).isEqualTo(count);
        assertThat(each).isBetween(16.0, 30.0);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void growsAndForgetsNothing() {
        PathSet paths = new PathSet();
        for (int i = 0; i < 100_000; i++) {
            assertThat(paths.add("p" + i)).isTrue();
        }
        assertThat(paths.size()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(paths.contains("p" + i)).isTrue();
            assertThat(paths.contains("q" + i)).isFalse();
        }
        assertThat(paths.add("p5")).isFalse();
    }
}
