package io.facet.app.master.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A format that rows are written in besides the CSV. */
public enum ExportFormat {
    /** {@code embeddings.npy}, which NumPy maps into memory, and the labels and paths of its rows beside it. */
    NPY,
    /** {@code embeddings.parquet}: label, path and the embedding as a list of floats. */
    PARQUET;

    /** As written on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExportFormat> ofKey(String key) {
        return Arrays.stream(values()).filter(f -> f.key().equals(key)).findFirst();
    }
}
