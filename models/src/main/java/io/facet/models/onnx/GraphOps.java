package io.facet.models.onnx;

/**
 * The operators of image networks, with the attributes that Facet uses, on top of a {@link GraphBuilder}. Each method
 * adds nodes and returns the name of their result. For one thread.
 *
 * @param graph receives the nodes
 */
public record GraphOps(GraphBuilder graph) {

    /** Padding of the two spatial axes. */
    public record Pads(int top, int left, int bottom, int right) {
        public static final Pads NONE = new Pads(0, 0, 0, 0);
    }

    /**
     * Two-dimensional convolution of NCHW.
     *
     * @param weights [out, in, kernel, kernel]
     * @param bias [out]
     */
    public String conv(String name, String x, String weights, String bias, int kernel, int stride, Pads pads) {
        Attributes attributes =
                window(kernel, stride).integers("pads", pads.top(), pads.left(), pads.bottom(), pads.right());
        return graph.nodeNamed(name, "Conv", attributes, x, weights, bias);
    }

    public String relu(String x) {
        return graph.node("Relu", Attributes.none(), x);
    }

    public String add(String a, String b) {
        return graph.node("Add", Attributes.none(), a, b);
    }

    /** Maximum over windows that lie wholly inside the picture (NCHW). */
    public String maxPool(String x, int kernel, int stride) {
        return graph.node("MaxPool", window(kernel, stride), x);
    }

    /** Mean over windows that lie wholly inside the picture (NCHW). */
    public String averagePool(String x, int kernel, int stride) {
        return graph.node("AveragePool", window(kernel, stride), x);
    }

    /** Mean over the whole picture: [n, c, h, w] to [n, c, 1, 1]. */
    public String globalAveragePool(String x) {
        return graph.node("GlobalAveragePool", Attributes.none(), x);
    }

    /** [n, a, b, ...] to [n, a * b * ...]. */
    public String flatten(String x) {
        return graph.node("Flatten", Attributes.none().integer("axis", 1), x);
    }

    public String transpose(String x, long... order) {
        return graph.node("Transpose", Attributes.none().integers("perm", order), x);
    }

    /**
     * x * weights + bias for each row of x.
     *
     * @param weights [in, out]
     * @param bias [out]
     */
    public String dense(String name, String x, String weights, String bias) {
        return graph.nodeNamed(name, "Gemm", Attributes.none(), x, weights, bias);
    }

    /**
     * Each row of [n, d] divided by its Euclidean length: x / sqrt(max(sum(x^2), epsilon)), the formula of Keras'
     * l2_normalize, whose epsilon is 1e-12. A row of zeros stays zero.
     */
    public String l2Normalise(String name, String x, float epsilon) {
        String axes = graph.integers(name + "/axes", new long[] {1}, 1);
        String smallest = graph.scalar(name + "/epsilon", epsilon);
        String squares = graph.node("Mul", Attributes.none(), x, x);
        String sum = graph.node("ReduceSum", Attributes.none().integer("keepdims", 1), squares, axes);
        String bounded = graph.node("Max", Attributes.none(), sum, smallest);
        String length = graph.node("Sqrt", Attributes.none(), bounded);
        return graph.nodeNamed(name, "Div", Attributes.none(), x, length);
    }

    private static Attributes window(int kernel, int stride) {
        return Attributes.none().integers("kernel_shape", kernel, kernel).integers("strides", stride, stride);
    }
}
