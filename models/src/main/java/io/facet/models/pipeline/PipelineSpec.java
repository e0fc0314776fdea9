package io.facet.models.pipeline;

import io.facet.models.pipeline.StepSpec.Flow;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline: what is done to each image file, step by step, until it has become a row. Immutable.
 *
 * @param id its name, of the form of a model card's id
 * @param title name for people
 * @param steps at least one; the first takes a file, each takes what the one before gives, the last gives a row
 */
public record PipelineSpec(String id, String title, List<StepSpec> steps) {

    public PipelineSpec {
        steps = List.copyOf(steps);
        mismatch(steps).ifPresent(message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /** Ids of the models that the steps name themselves. */
    public List<String> namedModels() {
        return steps.stream()
                .flatMap(step -> step instanceof StepSpec.Embed embed ? embed.model().stream() : null)
                .distinct()
                .toList();
    }

    /** Whether some step works with the run's model, so that a run has to have one. */
    public boolean needsModel() {
        return steps.stream()
                .anyMatch(step ->
                        step instanceof StepSpec.Embed embed && embed.model().isEmpty());
    }

    /** What is wrong with the order of the steps, as one line for the user. */
    static Optional<String> mismatch(List<StepSpec> steps) {
        Flow flow = Flow.FILE;
        String from = "the beginning";
        for (StepSpec step : steps) {
            if (step.takes() != flow) {
                return Optional.of("the step " + step.kind() + " takes " + name(step.takes()) + " but " + from
                        + " gives " + name(flow));
            }
            flow = step.gives();
            from = "the step " + step.kind();
        }
        return flow == Flow.ROW
                ? Optional.empty()
                : Optional.of(
                        "the steps end with " + name(flow) + " but must end with a row: add a step such as embed");
    }

    private static String name(Flow flow) {
        return switch (flow) {
            case FILE -> "an image file";
            case IMAGE -> "pixels";
            case ROW -> "a row";
        };
    }
}
