package io.facet.models.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects what matters of a ModelProto in one pass: its signature, its metadata, and what would make Facet refuse it.
 * Every graph, function and attribute is visited, every weight is skipped. For one thread, once.
 */
final class OnnxScan {
    private static final Set<String> KNOWN_DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

    private final MessageReader reader;

    long irVersion;
    String producerName = "";
    String producerVersion = "";
    boolean graphSeen;
    final Map<String, Long> opsets = new LinkedHashMap<>();
    final Map<String, String> metadata = new LinkedHashMap<>();
    final List<ValueInfoProto> inputs = new ArrayList<>();
    final List<ValueInfoProto> outputs = new ArrayList<>();
    final Set<String> weights = new HashSet<>();

    /** Name of a tensor whose values lie in another file, if there is one. */
    @Nullable
    String external;

    private final Set<String> foreign = new TreeSet<>();
    private final Set<String> functions = new HashSet<>();

    OnnxScan(MessageReader reader) {
        this.reader = reader;
    }

    /** Operators of unknown domains that the model uses and does not define itself, as {@code domain::Operator}. */
    Set<String> customOperators() {
        Set<String> custom = new TreeSet<>(foreign);
        custom.removeAll(functions);
        return custom;
    }

    void model() throws IOException {
        reader.fields(field -> switch (field) {
            case ModelProto.IR_VERSION_FIELD_NUMBER -> reader.number(v -> irVersion = v);
            case ModelProto.PRODUCER_NAME_FIELD_NUMBER -> reader.text(v -> producerName = v);
            case ModelProto.PRODUCER_VERSION_FIELD_NUMBER -> reader.text(v -> producerVersion = v);
            case ModelProto.OPSET_IMPORT_FIELD_NUMBER ->
                reader.bytes(v -> {
                    OperatorSetIdProto opset = OperatorSetIdProto.parseFrom(v);
                    opsets.put(opset.getDomain().equals("ai.onnx") ? "" : opset.getDomain(), opset.getVersion());
                });
            case ModelProto.METADATA_PROPS_FIELD_NUMBER ->
                reader.bytes(v -> {
                    StringStringEntryProto entry = StringStringEntryProto.parseFrom(v);
                    metadata.put(entry.getKey(), entry.getValue());
                });
            case ModelProto.GRAPH_FIELD_NUMBER -> {
                graphSeen = true;
                yield reader.message(this::mainGraph);
            }
            case ModelProto.FUNCTIONS_FIELD_NUMBER -> function();
            case ModelProto.TRAINING_INFO_FIELD_NUMBER -> reader.message(this::training);
            default -> false;
        });
    }

    private boolean mainGraph(int field) throws IOException {
        return switch (field) {
            case GraphProto.INPUT_FIELD_NUMBER -> reader.bytes(v -> inputs.add(ValueInfoProto.parseFrom(v)));
            case GraphProto.OUTPUT_FIELD_NUMBER -> reader.bytes(v -> outputs.add(ValueInfoProto.parseFrom(v)));
            case GraphProto.INITIALIZER_FIELD_NUMBER -> {
                weights.add(tensorName());
                yield true;
            }
            default -> graph(field);
        };
    }

    private boolean graph(int field) throws IOException {
        return switch (field) {
            case GraphProto.NODE_FIELD_NUMBER -> node();
            case GraphProto.INITIALIZER_FIELD_NUMBER -> tensor();
            case GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER -> reader.message(this::sparse);
            default -> false;
        };
    }

    private boolean node() throws IOException {
        Operator operator = new Operator();
        reader.message(field -> switch (field) {
            case NodeProto.DOMAIN_FIELD_NUMBER -> reader.text(v -> operator.domain = v);
            case NodeProto.OP_TYPE_FIELD_NUMBER -> reader.text(v -> operator.name = v);
            case NodeProto.ATTRIBUTE_FIELD_NUMBER -> reader.message(this::attribute);
            default -> false;
        });
        if (!KNOWN_DOMAINS.contains(operator.domain)) {
            foreign.add(operator.toString());
        }
        return true;
    }

    private boolean attribute(int field) throws IOException {
        return switch (field) {
            case AttributeProto.T_FIELD_NUMBER, AttributeProto.TENSORS_FIELD_NUMBER -> tensor();
            case AttributeProto.G_FIELD_NUMBER, AttributeProto.GRAPHS_FIELD_NUMBER -> reader.message(this::graph);
            case AttributeProto.SPARSE_TENSOR_FIELD_NUMBER, AttributeProto.SPARSE_TENSORS_FIELD_NUMBER ->
                reader.message(this::sparse);
            default -> false;
        };
    }

    private boolean sparse(int field) throws IOException {
        return switch (field) {
            case SparseTensorProto.VALUES_FIELD_NUMBER, SparseTensorProto.INDICES_FIELD_NUMBER -> tensor();
            default -> false;
        };
    }

    private boolean tensor() throws IOException {
        tensorName();
        return true;
    }

    private String tensorName() throws IOException {
        Tensor tensor = new Tensor();
        reader.message(field -> switch (field) {
            case TensorProto.NAME_FIELD_NUMBER -> reader.text(v -> tensor.name = v);
            case TensorProto.DATA_LOCATION_FIELD_NUMBER ->
                reader.number(v -> tensor.elsewhere |= v != TensorProto.DataLocation.DEFAULT_VALUE);
            case TensorProto.EXTERNAL_DATA_FIELD_NUMBER -> {
                tensor.elsewhere = true;
                yield false;
            }
            default -> false;
        });
        if (tensor.elsewhere) {
            external = tensor.name;
        }
        return tensor.name;
    }

    private boolean function() throws IOException {
        Operator operator = new Operator();
        reader.message(field -> switch (field) {
            case FunctionProto.DOMAIN_FIELD_NUMBER -> reader.text(v -> operator.domain = v);
            case FunctionProto.NAME_FIELD_NUMBER -> reader.text(v -> operator.name = v);
            case FunctionProto.NODE_FIELD_NUMBER -> node();
            case FunctionProto.ATTRIBUTE_PROTO_FIELD_NUMBER -> reader.message(this::attribute);
            default -> false;
        });
        functions.add(operator.toString());
        return true;
    }

    private boolean training(int field) throws IOException {
        return switch (field) {
            case TrainingInfoProto.INITIALIZATION_FIELD_NUMBER, TrainingInfoProto.ALGORITHM_FIELD_NUMBER ->
                reader.message(this::graph);
            default -> false;
        };
    }

    /** An operator while its message is read. */
    private static final class Operator {
        private String domain = "";
        private String name = "";

        @Override
        public String toString() {
            return domain + "::" + name;
        }
    }

    /** A tensor while its message is read. */
    private static final class Tensor {
        private String name = "";
        private boolean elsewhere;
    }
}
