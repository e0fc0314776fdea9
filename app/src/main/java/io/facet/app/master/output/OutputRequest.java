package io.facet.app.master.output;

import org.jspecify.annotations.Nullable;

/**
 * The output that a run is to make.
 *
 * @param files where
 * @param mode what to do about files that are there already
 * @param retryFailed take up again the images that failed in a former run
 * @param ordered rows in the order of the scan
 * @param format of the rows
 * @param dataset absolute path of the dataset
 * @param pipeline what is computed
 * @param model what computes it; null for pipelines without a model
 */
public record OutputRequest(
        OutputFiles files,
        Mode mode,
        boolean retryFailed,
        boolean ordered,
        RowFormat format,
        String dataset,
        Manifest.Pipeline pipeline,
        Manifest.@Nullable Model model) {

    /** What to do about files that are there already. */
    public enum Mode {
        /** Refuse to touch them. */
        NEW,
        /** Keep every row and continue; start anew if there are none. */
        RESUME,
        /** Delete them. */
        OVERWRITE
    }
}
