package io.facet.models.builtin;

import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.ImageInput;
import java.util.List;

/**
 * The model {@code builtin-512}: a face descriptor that no one trained, so that a first run works without a download.
 *
 * <p>It compares the coarse structure of faces that fill their pictures alike. It is for trying Facet out, not for
 * recognising people: see docs/builtin-512.md for figures. Stateless.
 */
public final class Builtin512 {
    /** Id of its card. */
    public static final String ID = "builtin-512";

    /** Width and height of its input, in pixels. */
    public static final int SIDE = 64;

    /** Floats of an embedding. */
    public static final int DIMENSION = 512;

    /** Name of the input tensor, float32[batch, 1, 64, 64], grey 0..255. */
    public static final String INPUT_NAME = "image";

    /** Name of the output tensor, float32[batch, 512]; each row has length 1. */
    public static final String OUTPUT_NAME = "embedding";

    private Builtin512() {}

    /** How to feed it: the whole picture, squashed to 64 x 64 grey pixels. */
    public static ImageInput input() {
        return new ImageInput(
                ImageInput.Layout.NCHW,
                SIDE,
                SIDE,
                ImageInput.Colours.GREY,
                ImageInput.Fit.SQUASH,
                ImageInput.Interpolation.AREA,
                List.of(0.0),
                List.of(1.0),
                0);
    }

    /** What it returns. The graph normalises; {@code L2} takes care of the last rounding error. */
    public static EmbeddingOutput output() {
        return new EmbeddingOutput(DIMENSION, EmbeddingOutput.Normalise.L2);
    }

    /** The ONNX file: the same bytes from the same build of Facet on every computer. */
    public static byte[] bytes() {
        return DescriptorGraph.embedding(DrawnStatistics.committed()).toByteArray();
    }
}
