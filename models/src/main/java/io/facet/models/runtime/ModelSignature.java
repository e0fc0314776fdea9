package io.facet.models.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Layout;
import java.util.Collection;
import java.util.List;

/**
 * The input and output of a model that maps an image to one vector.
 *
 * @param input the only input
 * @param output the first output of floats that has the card's dimension
 */
public record ModelSignature(TensorSpec input, TensorSpec output) {

    /**
     * Finds them in a model and holds them against its card.
     *
     * @throws ModelException MODEL_INVALID with one sentence if they do not fit
     */
    static ModelSignature of(OrtSession session, ImageInput input, EmbeddingOutput output) throws OrtException {
        return new ModelSignature(
                input(session.getInputInfo().values(), input),
                output(session.getOutputInfo().values(), output.dimension()));
    }

    /** Shape of one image's tensor, without the batch axis. */
    static List<Long> item(ImageInput input) {
        long width = input.width();
        long height = input.height();
        long channels = input.colours().channels();
        return input.layout() == Layout.NHWC ? List.of(height, width, channels) : List.of(channels, height, width);
    }

    private static TensorSpec input(Collection<NodeInfo> inputs, ImageInput card) {
        if (inputs.size() != 1) {
            throw invalid("The model has " + inputs.size() + " inputs; Facet runs models with one.");
        }
        NodeInfo only = inputs.iterator().next();
        TensorSpec spec = TensorSpec.of(only)
                .orElseThrow(() -> invalid(
                        "The model's input \"" + only.getName() + "\" takes no floats; Facet runs models that do."));
        if (!spec.takes(item(card))) {
            throw invalid(
                    "The model takes %s and its card says N x %s (%s): use the card that belongs to the model, or correct it."
                            .formatted(
                                    TensorSpec.describe(spec.shape()), TensorSpec.describe(item(card)), card.layout()));
        }
        return spec;
    }

    private static TensorSpec output(Collection<NodeInfo> outputs, int dimension) {
        List<TensorSpec> floats =
                outputs.stream().flatMap(node -> TensorSpec.of(node).stream()).toList();
        if (floats.isEmpty()) {
            throw invalid("The model has no output of floats.");
        }
        return floats.stream()
                .filter(spec -> mayHave(spec, dimension))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "The model returns %s and its card says N x %d: use the card that belongs to the model, or correct it."
                                .formatted(TensorSpec.describe(floats.getFirst().shape()), dimension)));
    }

    /** Whether the sizes that are known allow that many floats per image. */
    private static boolean mayHave(TensorSpec spec, int dimension) {
        List<Long> item = spec.shape().subList(1, spec.shape().size());
        return item.contains(TensorSpec.ANY)
                || item.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact) == dimension;
    }

    private static ModelException invalid(String sentence) {
        return new ModelException(Code.MODEL_INVALID, sentence);
    }
}
