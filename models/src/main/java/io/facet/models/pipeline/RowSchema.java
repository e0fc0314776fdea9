package io.facet.models.pipeline;

import io.facet.models.ModelException;
import io.facet.models.catalogue.ModelCard;
import java.util.function.Function;

/**
 * What a row of a run's output holds: it follows from the pipeline and the card of its last model.
 *
 * @param dimension floats in the embedding
 */
public record RowSchema(int dimension) {
    public RowSchema {
        if (dimension < 1) {
            throw new IllegalArgumentException("a row has at least one number, not " + dimension);
        }
    }

    /**
     * The schema of a pipeline that works with the run's model.
     *
     * @param runModel its card
     * @param cards finds the cards of models that steps name, usually {@code catalogue::find}
     */
    public static RowSchema of(PipelineSpec pipeline, ModelCard runModel, Function<String, ModelCard> cards) {
        return new RowSchema(
                switch (pipeline.steps().getLast()) {
                    case StepSpec.Embed embed ->
                        embed.model().map(cards).orElse(runModel).output().dimension();
                    case StepSpec step -> ownDimension(pipeline, step);
                });
    }

    /**
     * The schema of a pipeline that works without a model.
     *
     * @throws ModelException {@code PIPELINE_INVALID} if it needs one
     */
    public static RowSchema of(PipelineSpec pipeline) {
        return new RowSchema(ownDimension(pipeline, pipeline.steps().getLast()));
    }

    private static int ownDimension(PipelineSpec pipeline, StepSpec last) {
        return switch (last) {
            case StepSpec.Noop noop -> noop.dimension();
            case StepSpec.Simulate simulate -> simulate.dimension();
            case StepSpec.Embed _, StepSpec.Decode _ ->
                throw new ModelException(
                        ModelException.Code.PIPELINE_INVALID,
                        "the pipeline " + pipeline.id() + " needs a model: give one with --model");
        };
    }
}
