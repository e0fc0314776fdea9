package io.facet.models.pipeline;

import io.facet.models.ModelException;
import io.facet.models.catalogue.ModelCard;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The columns of a run's output: {@code label,path,e0,...}. It follows from the pipeline and the card of its last model.
 *
 * @param leading columns in front of the embedding
 * @param dimension floats in the embedding
 */
public record RowSchema(List<String> leading, int dimension) {
    private static final List<String> IDENTITY = List.of("label", "path");

    public RowSchema {
        leading = List.copyOf(leading);
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
                IDENTITY,
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
        return new RowSchema(IDENTITY, ownDimension(pipeline, pipeline.steps().getLast()));
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

    /** Every column's name, in order. */
    public List<String> columns() {
        return Stream.concat(leading.stream(), IntStream.range(0, dimension).mapToObj(i -> "e" + i))
                .toList();
    }
}
