package io.facet.models.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds an ONNX model step by step; every step returns the name of the value that it makes.
 *
 * <p>Opset 17 and IR version 8, which ONNX Runtime 1.12 and everything newer reads. Names must be unique and must exist
 * before they are used; an {@link IllegalArgumentException} says otherwise at once. Nothing in the model depends on
 * time or place, so the same calls give the same bytes. For one thread.
 */
public final class GraphBuilder {
    /** Source: table of ONNX releases, docs/Versioning.md of ONNX: release 1.12 = opset 17, IR version 8. */
    public static final int OPSET = 17;

    private static final int IR_VERSION = 8;

    private final ModelProto.Builder model = ModelProto.newBuilder();
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> values = new HashSet<>();
    private int unnamed;

    public GraphBuilder(String graphName) {
        graph.setName(graphName);
        model.setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setProducerName("facet");
    }

    /** What made the file, and which version of it. Without this call: {@code facet}, no version. */
    public GraphBuilder producer(String name, String version) {
        model.setProducerName(name).setProducerVersion(version);
        return this;
    }

    /** A sentence about the model, for people. */
    public GraphBuilder doc(String text) {
        model.setDocString(text);
        return this;
    }

    /** One entry of the model's metadata_props. */
    public GraphBuilder metadata(String key, String value) {
        model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
        return this;
    }

    public String input(TensorInfo info) {
        graph.addInput(valueInfo(info));
        return define(info.name());
    }

    /** Declares a value that exists already as an output of the model. */
    public GraphBuilder output(TensorInfo info) {
        use(info.name());
        graph.addOutput(valueInfo(info));
        return this;
    }

    /** A constant float32 tensor; the values are copied. */
    public String floats(String name, float[] data, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(data.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return raw(name, ElementType.FLOAT32, bytes, Float.BYTES, shape);
    }

    /**
     * A constant float32 tensor of these bytes, little endian, without a copy: the buffer belongs to the builder now
     * and must not change any more.
     */
    public String floats(String name, ByteBuffer littleEndian, long... shape) {
        return raw(name, ElementType.FLOAT32, littleEndian, Float.BYTES, shape);
    }

    /** A constant int64 tensor; the values are copied. */
    public String integers(String name, long[] data, long... shape) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(data.length, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(data);
        return raw(name, ElementType.INT64, bytes, Long.BYTES, shape);
    }

    /** A constant float32 without axes. */
    public String scalar(String name, float value) {
        return floats(name, new float[] {value});
    }

    private String raw(String name, ElementType type, ByteBuffer bytes, int width, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.code());
        long elements = 1;
        for (long axis : shape) {
            tensor.addDims(axis);
            elements = Math.multiplyExact(elements, axis);
        }
        if (elements * width != bytes.remaining()) {
            throw new IllegalArgumentException(
                    name + ": " + bytes.remaining() + " bytes for " + elements + " elements of " + type.label());
        }
        graph.addInitializer(tensor.setRawData(UnsafeByteOperations.unsafeWrap(bytes)));
        return define(name);
    }

    /** A node with one output and a name of its own choice. An empty input name leaves out an optional input. */
    public String node(String op, Attributes attributes, String... inputs) {
        return nodeNamed(op + "_" + unnamed++, op, attributes, inputs);
    }

    /** A node with one output; both bear this name. */
    public String nodeNamed(String name, String op, Attributes attributes, String... inputs) {
        nodes(List.of(name), op, attributes, inputs);
        return name;
    }

    /** A node with several outputs of these names; the node bears the name of the first. */
    public List<String> nodes(List<String> outputs, String op, Attributes attributes, String... inputs) {
        for (String input : inputs) {
            if (!input.isEmpty()) {
                use(input);
            }
        }
        outputs.forEach(this::define);
        graph.addNode(NodeProto.newBuilder()
                .setName(outputs.getFirst())
                .setOpType(op)
                .addAllInput(List.of(inputs))
                .addAllOutput(outputs)
                .addAllAttribute(attributes.list()));
        return outputs;
    }

    /** The model as it stands; further steps do not change it. */
    public ModelProto build() {
        return model.clone().setGraph(graph.build()).build();
    }

    /**
     * Writes the model; see {@link OnnxWriter#write}.
     *
     * @throws io.facet.models.ModelException STORE_IO if the file cannot be written
     */
    public void write(Path target) {
        OnnxWriter.write(build(), target);
    }

    private String define(String name) {
        if (name.isEmpty() || !values.add(name)) {
            throw new IllegalArgumentException("the name '" + name + "' is taken or empty");
        }
        return name;
    }

    private void use(String name) {
        if (!values.contains(name)) {
            throw new IllegalArgumentException("there is no value named '" + name + "'");
        }
    }

    private static ValueInfoProto valueInfo(TensorInfo info) {
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(info.type().code());
        List<Dimension> axes = info.shape();
        if (axes != null) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            axes.forEach(axis -> shape.addDim(dimension(axis)));
            tensor.setShape(shape);
        }
        return ValueInfoProto.newBuilder()
                .setName(info.name())
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static TensorShapeProto.Dimension.Builder dimension(Dimension axis) {
        TensorShapeProto.Dimension.Builder proto = TensorShapeProto.Dimension.newBuilder();
        return switch (axis) {
            case Dimension.Fixed(long length) -> proto.setDimValue(length);
            case Dimension.Dynamic(String name) -> proto.setDimParam(name);
            case Dimension.Unknown() -> proto;
        };
    }
}
