package io.facet.models.convert;

import io.facet.models.onnx.GraphBuilder;
import java.nio.file.Path;

/**
 * Writes a model with the architecture, the speed and the size of the VGGFace2 ResNet-50 and made-up weights: for
 * measuring and for trying out the way from images to rows. Its embeddings mean nothing. Stateless.
 */
public final class BenchModel {
    /** The card that describes it; no other model bears it. */
    public static final String CARD = "vggface2-resnet50-bench";

    /** Changes whenever the same seed would give other bytes. */
    private static final String VERSION = "1";

    private BenchModel() {}

    /**
     * Writes the model; the same seed gives the same bytes on every computer.
     *
     * @param target a file, about 94 MB, in a folder that exists; replaced if it is there
     * @throws io.facet.models.ModelException STORE_IO if it cannot be written
     */
    public static void write(long seed, Path target) {
        write(ResNet.vggface2(), seed, target);
    }

    static void write(ResNet network, long seed, Path target) {
        GraphBuilder graph = new GraphBuilder(CARD)
                .producer("facet", VERSION)
                .doc("For speed and plumbing only: the architecture of the VGGFace2 ResNet-50 with made-up weights. The"
                        + " embeddings mean nothing.")
                .metadata("facet.card", CARD)
                .metadata("facet.kind", "bench")
                .metadata("facet.seed", Long.toString(seed));
        ResNetGraph.build(graph, network, new SeededWeights(seed, network), Progress.none());
        graph.write(target);
    }
}
