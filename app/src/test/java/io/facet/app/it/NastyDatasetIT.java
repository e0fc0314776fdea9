package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.image.ImageFormat;
import io.facet.models.image.Parts;
import io.facet.models.image.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A dataset of everything that goes wrong with pictures: each ends in the CSV or among the failures with a reason. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such file names, and links need rights there")
class NastyDatasetIT {
    private static final BufferedImage PICTURE = Pictures.drawn(64, 48);

    @TempDir
    Path folder;

    Facet facet;
    Path dataset;
    final Set<String> expected = new TreeSet<>();

    @BeforeEach
    void start() throws IOException {
        facet = new Facet(folder, "home");
        dataset = Files.createDirectories(folder.resolve("dataset"));
    }

    @AfterEach
    void end() {
        facet.close();
    }

    @Test
    void every_image_ends_in_one_of_the_two_files_with_a_reason_that_a_person_understands() throws IOException {
        byte[] jpeg = Pictures.jpeg(PICTURE, false);
        goodPictures(jpeg);
        brokenPictures(jpeg);
        oddNames(jpeg);
        linksAndFolders(jpeg);
        Path csv = folder.resolve("out.csv");

        Facet.Result result = facet.run(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                csv.toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "2");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        Map<String, List<String>> done = Rows.read(csv).byPath();
        Map<String, List<String>> failed =
                Rows.read(folder.resolve("out.failures.csv")).byPath();
        Set<String> ended = new TreeSet<>(done.keySet());
        ended.addAll(failed.keySet());
        assertThat(ended).isEqualTo(expected);
        assertThat(done.keySet()).doesNotContainAnyElementsOf(failed.keySet());
        assertReasons(failed);
        assertThat(failed.values())
                .allSatisfy(f -> assertThat(f.get(3)).hasSizeGreaterThan(10).endsWith("."));
        assertThat(done.keySet())
                .contains("good/grey.png", "good/rgba.png", "good/deep.png", "good/cmyk.jpg", "good/tiny.png");
        assertThat(result.out()).contains("images have no row", "out.failures.csv");
    }

    private static void assertReasons(Map<String, List<String>> failed) {
        Map<String, String> reasons = new LinkedHashMap<>();
        failed.forEach((path, record) -> reasons.put(path, record.get(2)));
        assertThat(reasons)
                .containsEntry("broken/empty.jpg", "unreadable")
                .containsEntry("broken/text.jpg", "unreadable")
                .containsEntry("broken/truncated.jpg", "unreadable")
                .containsEntry("broken/bomb.png", "too_large")
                .containsEntry("links/self.jpg", "unreadable")
                .containsEntry("links/dangling.jpg", "unreadable")
                .containsEntry("links/loop", "unreadable");
        assertThat(message(failed, "broken/empty.jpg")).containsIgnoringCase("empty");
        assertThat(message(failed, "broken/bomb.png")).contains("20000 x 20000");
        assertThat(message(failed, "links/loop")).contains("link");
    }

    private static String message(Map<String, List<String>> failed, String path) {
        return failed.getOrDefault(path, List.of("", "", "", "no such failure")).get(3);
    }

    private void goodPictures(byte[] jpeg) throws IOException {
        put("good/plain.jpg", jpeg);
        put("good/UPPER.JPG", jpeg);
        put("good/tiny.png", Pictures.encode(Pictures.drawn(1, 1), "png"));
        put("good/grey.png", Pictures.encode(Pictures.drawn(64, 48, BufferedImage.TYPE_BYTE_GRAY), "png"));
        put("good/rgba.png", Pictures.encode(Pictures.drawn(64, 48, BufferedImage.TYPE_INT_ARGB), "png"));
        put("good/deep.png", Pictures.encode(Pictures.drawn(64, 48, BufferedImage.TYPE_USHORT_GRAY), "png"));
        put("good/cmyk.jpg", Pictures.cmykJpeg(64, 48, 20, 90, 200, 10));
        put("good/turned.jpg", Pictures.withOrientation(ImageFormat.JPEG, PICTURE, 6));
        put("good/plain.webp", Pictures.webp(PICTURE, false));
        put("good/plain.bmp", Pictures.encode(PICTURE, "bmp"));
        put("good/plain.tiff", Pictures.encode(PICTURE, "tiff"));
        Files.writeString(dataset.resolve("good").resolve("notes.txt"), "not an image, and not meant to be one");
    }

    private void brokenPictures(byte[] jpeg) throws IOException {
        put("broken/empty.jpg", new byte[0]);
        put("broken/text.jpg", "this is no picture".getBytes(StandardCharsets.UTF_8));
        put("broken/truncated.jpg", Arrays.copyOf(jpeg, jpeg.length * 6 / 10));
        put("broken/bomb.png", Parts.blackPng(20_000, 20_000));
        put("broken/unreadable.jpg", jpeg);
        // Root may read everything, so this one is a row when the tests run as root.
        Files.setPosixFilePermissions(
                dataset.resolve("broken/unreadable.jpg"), PosixFilePermissions.fromString("---------"));
    }

    private void oddNames(byte[] jpeg) throws IOException {
        for (String name : List.of(
                "with space.jpg",
                "quote\".jpg",
                "comma,comma.jpg",
                "new\nline.jpg",
                "return\r.jpg",
                "Grüße.jpg",
                "人物.jpg",
                "😀.jpg",
                "'=1+1'.jpg")) {
            put("names, \"odd\"/" + name, jpeg);
        }
        put("in the root.jpg", jpeg);
    }

    private void linksAndFolders(byte[] jpeg) throws IOException {
        Path links = Files.createDirectories(dataset.resolve("links"));
        Files.createSymbolicLink(links.resolve("loop"), dataset);
        expected.add("links/loop");
        Files.createSymbolicLink(links.resolve("self.jpg"), links.resolve("self.jpg"));
        expected.add("links/self.jpg");
        Files.createSymbolicLink(links.resolve("dangling.jpg"), links.resolve("nothing.jpg"));
        expected.add("links/dangling.jpg");
        Path outside = Files.write(folder.resolve("outside.jpg"), jpeg);
        Files.createSymbolicLink(links.resolve("outside.jpg"), outside);
        expected.add("links/outside.jpg");
        Files.createDirectories(dataset.resolve("an empty folder"));
        Files.createDirectories(dataset.resolve("a folder.jpg"));
        put("a folder.jpg/inside.jpg", jpeg);
    }

    private void put(String path, byte[] bytes) throws IOException {
        Path file = dataset.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        expected.add(path);
    }
}
