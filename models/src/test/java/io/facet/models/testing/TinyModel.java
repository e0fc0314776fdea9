package io.facet.models.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes ONNX models that tests can see through: every number is computed from the image by one or two operators. */
public final class TinyModel {
    /** Any batch. */
    public static final long ANY = 0;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    private final int type;

    private TinyModel(int type) {
        this.type = type;
    }

    public static TinyModel ofFloats() {
        return new TinyModel(TensorProto.DataType.FLOAT_VALUE);
    }

    public static TinyModel ofHalfs() {
        return new TinyModel(TensorProto.DataType.FLOAT16_VALUE);
    }

    public static TinyModel ofBytes() {
        return new TinyModel(TensorProto.DataType.UINT8_VALUE);
    }

    public TinyModel input(String name, long... shape) {
        graph.addInput(value(name, shape));
        return this;
    }

    public TinyModel output(String name, long... shape) {
        graph.addOutput(value(name, shape));
        return this;
    }

    public TinyModel node(String operator, String output, String... inputs) {
        graph.addNode(
                NodeProto.newBuilder().setOpType(operator).addInput(inputs[0]).addOutput(output));
        NodeProto.Builder node = graph.getNodeBuilder(graph.getNodeCount() - 1);
        for (int i = 1; i < inputs.length; i++) {
            node.addInput(inputs[i]);
        }
        return this;
    }

    /** An attribute of the last node. */
    public TinyModel with(String attribute, long number) {
        graph.getNodeBuilder(graph.getNodeCount() - 1)
                .addAttribute(AttributeProto.newBuilder()
                        .setName(attribute)
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(number));
        return this;
    }

    public TinyModel constant(String name, long... numbers) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(numbers.length);
        for (long number : numbers) {
            tensor.addInt64Data(number);
        }
        graph.addInitializer(tensor);
        return this;
    }

    public TinyModel matrix(String name, int rows, int columns, float[] numbers) {
        boolean half = type == TensorProto.DataType.FLOAT16_VALUE;
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * (half ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            if (half) {
                raw.putShort(Float.floatToFloat16(number));
            } else {
                raw.putFloat(number);
            }
        }
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .addDims(rows)
                .addDims(columns)
                .setRawData(ByteString.copyFrom(raw.array())));
        return this;
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    public byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** Image N x 3 x 4 x 4 to the image times a matrix of 48 x 5, for any batch or a fixed one. */
    public static TinyModel product(long batch) {
        return ofFloats().productOf(batch);
    }

    public TinyModel productOf(long batch) {
        return input("image", batch, 3, 4, 4)
                .node("Flatten", "flat", "image")
                .with("axis", 1)
                .node("MatMul", "vector", "flat", "weights")
                .matrix("weights", 48, 5, weights())
                .output("vector", batch, 5);
    }

    /** The matrix of {@link #product}. */
    public static float[] weights() {
        float[] weights = new float[48 * 5];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i * 37 % 101 - 50) / 64f;
        }
        return weights;
    }

    private ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        for (long size : shape) {
            TensorShapeProto.Dimension.Builder axis = TensorShapeProto.Dimension.newBuilder();
            axes.addDim(size == ANY ? axis.setDimParam("N") : axis.setDimValue(size));
        }
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder().setElemType(type).setShape(axes).build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
