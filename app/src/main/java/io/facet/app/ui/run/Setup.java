package io.facet.app.ui.run;

import io.facet.app.ui.run.ModelOption.PrecisionOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, at one moment. Immutable.
 *
 * @param dataset null until one is chosen
 * @param counts of the dataset
 * @param drawing how much of the sample dataset is drawn, 0 to 1; NaN if it is not being drawn
 * @param problem why the dataset cannot be used, as a sentence; empty if it can
 * @param models all there are; empty until they are known
 * @param model the chosen one; null until the models are known
 * @param precision fp32, fp16 or int8
 * @param batch images per run of the model; 0 leaves it to each agent
 * @param ordered whether rows stand in the order of the folders
 * @param csv null until a dataset is chosen
 * @param output what will become of the CSV
 * @param formats beside CSV; empty if there are none
 * @param chosenFormats keys of those to be written
 * @param recent datasets, the last used first
 * @param locked whether a run goes on
 * @param refusal why no run can start; {@link Refusal#NONE} if one can
 */
record Setup(
        @Nullable Path dataset,
        Dataset.Counts counts,
        double drawing,
        String problem,
        List<ModelOption> models,
        @Nullable ModelOption model,
        String precision,
        int batch,
        boolean ordered,
        @Nullable Path csv,
        OutputNotice output,
        List<Exports.Format> formats,
        List<String> chosenFormats,
        List<Path> recent,
        boolean locked,
        Refusal refusal) {

    /** Why no run can start. */
    enum Refusal {
        NONE,
        NO_DATASET,
        DRAWING,
        DATASET_UNUSABLE,
        COUNTING,
        EMPTY,
        NO_MODELS,
        MODEL_MISSING,
        OUTPUT_DIFFERS,
        CHECKING_OUTPUT,
        NO_SLOT,
        SLOTS_COMING,
        STARTING,
        LOCKED
    }

    /** The chosen precision of the chosen model; null until the models are known. */
    @Nullable
    PrecisionOption precisionOption() {
        return model == null ? null : model.precision(precision);
    }
}
