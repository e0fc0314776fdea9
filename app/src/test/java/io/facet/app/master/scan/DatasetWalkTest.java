package io.facet.app.master.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetWalkTest {
    @TempDir
    Path root;

    private Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, path);
    }

    @Test
    void imagesComeInTheOrderOfTheirNamesFoldersWhereTheyStand() throws IOException {
        for (String path :
                List.of("b.jpg", "a/2.jpg", "a/10.jpg", "a.jpg", "c/x/1.png", "c/y.png", "B.jpg", "a-b.jpg")) {
            file(path);
        }
        assertThat(Walked.of(root).images())
                .containsExactly("B.jpg", "a/10.jpg", "a/2.jpg", "a-b.jpg", "a.jpg", "b.jpg", "c/x/1.png", "c/y.png");
    }

    @Test
    void sizeIsThatOfTheFile() throws IOException {
        file("four.jpg");
        Files.writeString(root.resolve("four.jpg"), "1234");
        assertThat(Walked.of(root).entries()).containsExactly(new ScanEntry.Image(new ImageItem(0, "four.jpg", 4)));
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg, true",
        "a.JPEG, true",
        "a.Png, true",
        "a.bmp, true",
        "a.webp, true",
        "a.TIF, true",
        "a.tiff, true",
        ".jpg, true",
        "a.b.jpg, true",
        "jpg, false",
        "a.jpg.txt, false",
        "a.gif, false",
        "a.jpg~, false",
        "a., false",
        "a, false"
    })
    void imageIsToldByItsEnding(String name, boolean image) throws IOException {
        file(name);
        assertThat(Walked.of(root).images()).isEqualTo(image ? List.of(name) : List.of());
        assertThat(Walked.of(root).unusable()).isEmpty();
    }

    @Test
    void folderMayBeNamedLikeAnImage() throws IOException {
        file("album.jpg/1.jpg");
        Files.createDirectory(root.resolve("empty.png"));
        assertThat(Walked.of(root).images()).containsExactly("album.jpg/1.jpg");
        assertThat(Walked.of(root).unusable()).isEmpty();
    }

    @Test
    void emptyFoldersAreNothing() throws IOException {
        Files.createDirectories(root.resolve("a/b/c"));
        Files.createDirectories(root.resolve("d"));
        assertThat(Walked.of(root).entries()).isEmpty();
    }

    @Test
    void rootWithoutAnythingIsNothing() {
        assertThat(Walked.of(root).entries()).isEmpty();
    }

    @Test
    void rootMustBeAFolder() throws IOException {
        Path file = file("x.jpg");
        assertThatThrownBy(() -> new DatasetWalk(file)).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> new DatasetWalk(root.resolve("no"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void namesOfAllKindsAreKept() throws IOException {
        List<String> names = List.of(
                " leading and trailing .jpg",
                "quo\"te.jpg",
                "com,ma.jpg",
                "new\nline.jpg",
                "tab\t.jpg",
                "日本.jpg",
                "e\u0301.jpg",
                "é.jpg",
                "🙂/👩‍👩‍👧.jpg",
                "-rf.jpg",
                "%41.jpg",
                "a\\b.jpg",
                "~.jpg",
                "*.jpg",
                "$HOME.jpg");
        for (String name : names) {
            file(name);
        }
        assertThat(Walked.of(root).images()).isEqualTo(List.copyOf(new TreeSet<>(names)));
        assertThat(Walked.of(root).unusable()).isEmpty();
    }

    @Test
    void randomTreesAreWalkedCompletelyAndInOrder() throws IOException {
        Random random = new Random(5);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            StringBuilder path = new StringBuilder();
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                path.append((char) ('a' + random.nextInt(4))).append('/');
            }
            path.append(i).append(random.nextInt(4) == 0 ? ".txt" : ".jpg");
            file(path.toString());
            if (path.toString().endsWith(".jpg")) {
                expected.add(path.toString());
            }
        }
        Walked walked = Walked.of(root);
        assertThat(walked.images()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(walked.images()).isSortedAccordingTo(DatasetWalkTest::byNames);
    }

    /** The order of paths by their names, one after the other. */
    private static int byNames(String a, String b) {
        return Path.of(a).compareTo(Path.of(b)) == 0 ? 0 : compare(a.split("/"), b.split("/"));
    }

    private static int compare(String[] a, String[] b) {
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    @Test
    void twoThousandLevelsAreNotTooDeep() throws IOException {
        Path deep = root;
        StringBuilder path = new StringBuilder();
        int levels = Math.min(2000, (4000 - root.toString().length()) / 2); // of 4096 bytes that Linux lets a path have
        for (int i = 0; i < levels; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
            path.append("d/");
        }
        Files.writeString(deep.resolve("x.jpg"), "x");
        assertThat(Walked.of(root).images()).containsExactly(path + "x.jpg");
        remove(root.resolve("d"));
    }

    /** From the bottom up: the clean-up of JUnit calls itself for every level. */
    private static void remove(Path top) throws IOException {
        List<Path> all = new ArrayList<>();
        all.add(top);
        for (int i = 0; i < all.size(); i++) {
            if (Files.isDirectory(all.get(i))) {
                try (var entries = Files.newDirectoryStream(all.get(i))) {
                    entries.forEach(all::add);
                }
            }
        }
        for (Path path : all.reversed()) {
            Files.delete(path);
        }
    }

    @Test
    void interruptedThreadStopsTheWalk() throws Exception {
        file("a/b/x.jpg");
        DatasetWalk walk = new DatasetWalk(root);
        Thread.currentThread().interrupt();
        try {
            assertThat(walk.next()).isNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(walk.next()).isNotNull();
    }
}
