package io.facet.models.convert;

import io.facet.models.convert.ResNet.Block;
import io.facet.models.convert.ResNet.Conv;
import io.facet.models.onnx.ElementType;
import io.facet.models.onnx.GraphBuilder;
import io.facet.models.onnx.GraphOps;
import io.facet.models.onnx.TensorInfo;

/**
 * Builds the ONNX graph of a {@link ResNet}: float32[batch,224,224,3] to float32[batch,512], each row of length 1. For
 * one thread, once.
 */
final class ResNetGraph {
    static final String INPUT = "input";
    static final String OUTPUT = "embedding";

    /** Source: the default of Keras' l2_normalize. */
    private static final float L2_EPSILON = 1e-12f;

    private final ResNet network;
    private final WeightSource weights;
    private final Progress progress;
    private final GraphBuilder graph;
    private final GraphOps ops;
    private final int convolutions;
    private int done;

    private ResNetGraph(GraphBuilder graph, ResNet network, WeightSource weights, Progress progress) {
        this.graph = graph;
        this.ops = new GraphOps(graph);
        this.network = network;
        this.weights = weights;
        this.progress = progress;
        this.convolutions = network.convolutions().size();
    }

    /**
     * Adds the whole network, its input and its output to the graph.
     *
     * @param progress hears fractions 0..1 of this alone
     */
    static void build(GraphBuilder graph, ResNet network, WeightSource weights, Progress progress) {
        new ResNetGraph(graph, network, weights, progress).build();
    }

    private void build() {
        int size = network.inputSize();
        String input = graph.input(TensorInfo.batch(INPUT, ElementType.FLOAT32, size, size, 3));
        String x = ops.relu(conv(ops.transpose(input, 0, 3, 1, 2), network.stem()));
        x = ops.maxPool(x, 3, 2);
        for (Block block : network.blocks()) {
            x = block(x, block);
        }
        x = ops.flatten(ops.averagePool(x, 7, 7));
        x = ops.relu(dense(x));
        ops.l2Normalise(OUTPUT, x, L2_EPSILON);
        graph.output(TensorInfo.batch(
                OUTPUT, ElementType.FLOAT32, network.embedding().out()));
    }

    private String block(String x, Block block) {
        String y = ops.relu(conv(x, block.reduce()));
        y = ops.relu(conv(y, block.spatial()));
        y = conv(y, block.increase());
        Conv projection = block.projection();
        return ops.relu(ops.add(y, projection == null ? x : conv(x, projection)));
    }

    private String conv(String x, Conv conv) {
        progress.at("Layer " + conv.name(), (double) done++ / convolutions);
        FoldedConv folded = FoldedConv.of(conv, weights);
        String kernel = graph.floats(
                conv.name() + "/kernel", folded.kernel(), conv.out(), conv.in(), conv.kernel(), conv.kernel());
        String bias = graph.floats(conv.name() + "/bias", folded.bias(), conv.out());
        return ops.conv(conv.name(), x, kernel, bias, conv.kernel(), conv.stride(), conv.pads());
    }

    private String dense(String x) {
        ResNet.Dense dense = network.embedding();
        String kernel = graph.floats(dense.name() + "/kernel", weights.read(dense.weights()), dense.in(), dense.out());
        String bias = graph.floats(dense.name() + "/bias", weights.read(dense.bias()), dense.out());
        return ops.dense(dense.name(), x, kernel, bias);
    }
}
