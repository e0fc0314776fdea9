package io.facet.app.master.output;

import java.nio.file.Path;

/**
 * The files of one run's output, side by side: {@code embeddings.csv}, {@code embeddings.failures.csv} and {@code
 * embeddings.facet}.
 *
 * @param csv the rows
 * @param failures every image without a row, and why
 * @param manifest what made them
 */
public record OutputFiles(Path csv, Path failures, Path manifest) {

    /** The files that belong to {@code csv}. */
    public static OutputFiles of(Path csv) {
        Path absolute = csv.toAbsolutePath().normalize();
        String name = String.valueOf(absolute.getFileName());
        String stem = name.toLowerCase(java.util.Locale.ROOT).endsWith(".csv")
                ? name.substring(0, name.length() - ".csv".length())
                : name;
        return new OutputFiles(
                absolute, absolute.resolveSibling(stem + ".failures.csv"), absolute.resolveSibling(stem + ".facet"));
    }
}
