package io.facet.models.builtin;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.facet.models.onnx.Attributes;
import io.facet.models.onnx.ElementType;
import io.facet.models.onnx.GraphBuilder;
import io.facet.models.onnx.GraphOps;
import io.facet.models.onnx.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The descriptor as an ONNX graph: grey picture, logarithm, Gabor magnitudes, square root, 8 x 4 soft cells, mean with
 * the mirror image, L2, minus mean, whitening, L2. For one graph and one thread.
 */
final class DescriptorGraph {
    /** In pixels of the 64 x 64 picture, half an octave apart; coarse answers are smooth and need fewer samples. */
    private static final List<GaborBank> BANKS = List.of(
            new GaborBank(6.5, 2),
            new GaborBank(6.5 * StrictMath.sqrt(2), 2),
            new GaborBank(13, 4),
            new GaborBank(13 * StrictMath.sqrt(2), 4));

    private static final int ROWS = 8;
    private static final int COLUMNS = 4;

    /** Added before the logarithm, in grey levels: noise in black must not look like detail. */
    private static final float DARK = 10;

    /** Added to squared magnitudes: an even picture gives this everywhere, and not the rounding errors of a machine. */
    private static final float FLOOR = 4e-6f;

    private static final float EPSILON = 1e-12f;

    private final GraphBuilder graph = new GraphBuilder("builtin-512");
    private final GraphOps ops = new GraphOps(graph);

    private DescriptorGraph() {}

    /** The whole descriptor. */
    static ModelProto embedding(DrawnStatistics statistics) {
        DescriptorGraph g = new DescriptorGraph();
        String features = g.features();
        String mean = g.graph.floats("mean", statistics.mean(), Builtin512.DIMENSION);
        String whitening =
                g.graph.floats("whitening", statistics.whitening(), Builtin512.DIMENSION, Builtin512.DIMENSION);
        String centred = g.op("Sub", features, mean);
        g.ops.l2Normalise(Builtin512.OUTPUT_NAME, g.op("MatMul", centred, whitening), EPSILON);
        return g.finish(Builtin512.OUTPUT_NAME);
    }

    /** The descriptor up to where the drawn faces come in: what their statistics are made of. */
    static ModelProto featuresOnly() {
        DescriptorGraph g = new DescriptorGraph();
        return g.finish(g.features());
    }

    private ModelProto finish(String output) {
        graph.output(TensorInfo.batch(output, ElementType.FLOAT32, Builtin512.DIMENSION));
        return graph.doc("Training-free face descriptor of Facet: for trying Facet out, not for recognising people.")
                .build();
    }

    private String features() {
        String image = graph.input(
                TensorInfo.batch(Builtin512.INPUT_NAME, ElementType.FLOAT32, 1, Builtin512.SIDE, Builtin512.SIDE));
        String legal = op("Clip", image, graph.scalar("black", 0), graph.scalar("white", 255));
        String light = op("Log", op("Add", legal, graph.scalar("dark", DARK)));
        graph.scalar("floor", FLOOR);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < BANKS.size(); i++) {
            cells.add(cells("wavelength" + i, BANKS.get(i), light));
        }
        String all = graph.node("Concat", Attributes.none().integer("axis", 1), cells.toArray(String[]::new));
        return ops.l2Normalise("features", ops.flatten(withMirror(all)), EPSILON);
    }

    /** Square roots of the magnitudes of one wavelength, pooled: [batch, orientations, ROWS, COLUMNS]. */
    private String cells(String name, GaborBank bank, String light) {
        int p = bank.padding();
        String pads = graph.integers(name + "/pads", new long[] {0, 0, p, p, 0, 0, p, p}, 8);
        String padded = graph.node("Pad", Attributes.none().text("mode", "edge"), light, pads);
        String weights = graph.floats(
                name + "/filters", bank.weights(), 2L * GaborBank.ORIENTATIONS, 1, bank.side(), bank.side());
        Attributes window = Attributes.none()
                .integers("kernel_shape", bank.side(), bank.side())
                .integers("strides", bank.stride(), bank.stride());
        String answers = graph.nodeNamed(name + "/answers", "Conv", window, padded, weights);
        List<String> halves = graph.nodes(
                List.of(name + "/even", name + "/odd"),
                "Split",
                Attributes.none().integer("axis", 1),
                op("Mul", answers, answers));
        String energy = op("Add", op("Add", halves.getFirst(), halves.getLast()), "floor");
        String root = op("Sqrt", op("Sqrt", energy));
        int side = Builtin512.SIDE / bank.stride();
        String across = graph.floats(name + "/columns", SoftCells.columns(side, COLUMNS), side, COLUMNS);
        String down = graph.floats(name + "/rows", SoftCells.rows(side, ROWS), ROWS, side);
        return op("MatMul", down, op("MatMul", root, across));
    }

    /**
     * The left half of the cells plus the right half as a mirror shows it, so that a face and its mirror image, and
     * nearly a face turned left and right, are the same. A mirror changes orientation o to -o.
     */
    private String withMirror(String cells) {
        int n = GaborBank.ORIENTATIONS;
        long[] channels = IntStream.range(0, BANKS.size() * n)
                .mapToLong(i -> i / n * n + (n - i % n) % n)
                .toArray();
        long[] left = LongStream.range(0, COLUMNS / 2).toArray();
        long[] right = Arrays.stream(left).map(i -> COLUMNS - 1 - i).toArray();
        String turned = gather(cells, graph.integers("mirror/channels", channels, channels.length), 1);
        return op(
                "Add",
                gather(cells, graph.integers("mirror/left", left, left.length), 3),
                gather(turned, graph.integers("mirror/right", right, right.length), 3));
    }

    private String gather(String x, String indices, int axis) {
        return graph.node("Gather", Attributes.none().integer("axis", axis), x, indices);
    }

    private String op(String type, String... inputs) {
        return graph.node(type, Attributes.none(), inputs);
    }
}
