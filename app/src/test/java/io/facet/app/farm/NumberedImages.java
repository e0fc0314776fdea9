package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.OutputFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A dataset whose files hold their own number instead of a picture, so that a row with the bytes of another image is
 * noticed.
 *
 * @param folder of the dataset
 * @param count of files
 */
record NumberedImages(Path folder, int count) {

    static NumberedImages create(Path folder, int count) {
        try {
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve(path(i));
                Files.createDirectories(file.getParent());
                Files.writeString(file, Integer.toString(i));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new NumberedImages(folder, count);
    }

    static String path(int number) {
        return "p%d/image-%05d.jpg".formatted(number % 5, number);
    }

    /** By path, the numbers in the rows of a CSV. */
    static Map<String, List<Integer>> rows(Path csv) {
        Map<String, List<Integer>> rows = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(csv, StandardCharsets.UTF_8)) {
                String[] fields = line.split(",", -1);
                if (!fields[0].equals("label")) {
                    rows.computeIfAbsent(fields[1], p -> new java.util.ArrayList<>())
                            .add(Integer.valueOf(fields[2]));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    /** Checks that every image has exactly one row, its own. */
    void allIn(Path csv) {
        Map<String, List<Integer>> expected = new TreeMap<>();
        IntStream.range(0, count).forEach(i -> expected.put(path(i), List.of(i)));
        assertThat(rows(csv)).isEqualTo(expected);
        assertThat(failures(csv)).isEmpty();
    }

    /** Records of the failures file that belongs to {@code csv}, without its header. */
    static List<String> failures(Path csv) {
        try {
            Path file = OutputFiles.of(csv).failures();
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().skip(1).toList()
                    : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
