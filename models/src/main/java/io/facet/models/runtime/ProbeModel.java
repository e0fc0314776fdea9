package io.facet.models.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/**
 * A model of two operators that needs what image models need: a convolution (cuDNN, which CUDA's provider opens only
 * when it meets one) and a matrix product (cuBLAS). And its result, computed without either.
 */
final class ProbeModel {
    static final String INPUT = "image";
    static final String OUTPUT = "vector";

    private static final int CHANNELS = 2;
    private static final int SIDE = 6;
    private static final int KERNEL = 3;
    private static final int FILTERS = 4;
    private static final int CONV_SIDE = SIDE - KERNEL + 1;
    private static final int FLAT = FILTERS * CONV_SIDE * CONV_SIDE;
    private static final int DIMENSION = 8;

    private static final int OPSET = 13;
    private static final int IR_VERSION = 7;

    private ProbeModel() {}

    static long[] inputShape() {
        return new long[] {1, CHANNELS, SIDE, SIDE};
    }

    static float[] input() {
        return numbers(CHANNELS * SIDE * SIDE, 7);
    }

    /** What the model returns for {@link #input}. */
    static float[] expected() {
        float[] image = input();
        float[] filters = filters();
        float[] matrix = matrix();
        double[] result = new double[DIMENSION];
        for (int at = 0; at < FLAT; at++) {
            double sum = 0;
            for (int k = 0; k < CHANNELS * KERNEL * KERNEL; k++) {
                int channel = k / (KERNEL * KERNEL);
                int y = at / CONV_SIDE % CONV_SIDE + k / KERNEL % KERNEL;
                int x = at % CONV_SIDE + k % KERNEL;
                int filter = at / (CONV_SIDE * CONV_SIDE);
                sum += image[(channel * SIDE + y) * SIDE + x] * filters[filter * CHANNELS * KERNEL * KERNEL + k];
            }
            for (int d = 0; d < DIMENSION; d++) {
                result[d] += sum * matrix[at * DIMENSION + d];
            }
        }
        float[] rounded = new float[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
            rounded[d] = (float) result[d];
        }
        return rounded;
    }

    /** The model as an ONNX file. */
    static byte[] onnx() {
        NodeProto conv = node("Conv", INPUT, "filters", "features").build();
        NodeProto flatten = node("Flatten", "features", "", "flat")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1))
                .build();
        NodeProto product = node("MatMul", "flat", "matrix", OUTPUT).build();
        GraphProto graph = GraphProto.newBuilder()
                .setName("probe")
                .addInput(value(INPUT, inputShape()))
                .addOutput(value(OUTPUT, 1, DIMENSION))
                .addInitializer(tensor("filters", filters(), FILTERS, CHANNELS, KERNEL, KERNEL))
                .addInitializer(tensor("matrix", matrix(), FLAT, DIMENSION))
                .addNode(conv)
                .addNode(flatten)
                .addNode(product)
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static float[] filters() {
        return numbers(FILTERS * CHANNELS * KERNEL * KERNEL, 5);
    }

    private static float[] matrix() {
        return numbers(FLAT * DIMENSION, 11);
    }

    /** Numbers between -1 and 1 without a pattern that a wrong order of axes would survive. */
    private static float[] numbers(int count, int step) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(step * i + 0.3 * i * i);
        }
        return numbers;
    }

    private static NodeProto.Builder node(String operator, String first, String second, String output) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addInput(first);
        return (second.isEmpty() ? node : node.addInput(second)).addOutput(output);
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        for (long size : shape) {
            axes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(axes)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    private static TensorProto tensor(String name, float[] numbers, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float number : numbers) {
            tensor.addFloatData(number);
        }
        return tensor.build();
    }
}
