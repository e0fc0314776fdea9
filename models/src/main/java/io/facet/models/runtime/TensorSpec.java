package io.facet.models.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.facet.models.NumberType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An input or output of a model.
 *
 * @param name as in the file
 * @param type its numbers
 * @param shape its axes, the batch first; -1 for any size
 */
public record TensorSpec(String name, NumberType type, List<Long> shape) {
    static final long ANY = -1;

    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** Empty if it is no tensor of floats with a batch axis. */
    static Optional<TensorSpec> of(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo info) || info.getShape().length == 0) {
            return Optional.empty();
        }
        List<Long> shape = Arrays.stream(info.getShape()).boxed().toList();
        if (info.type == OnnxJavaType.FLOAT) {
            return Optional.of(new TensorSpec(node.getName(), NumberType.FLOAT32, shape));
        }
        if (info.type == OnnxJavaType.FLOAT16) {
            return Optional.of(new TensorSpec(node.getName(), NumberType.FLOAT16, shape));
        }
        return Optional.empty();
    }

    /** A tensor over a part of a direct buffer; the buffer has to outlive it, and the caller closes it. */
    OnnxTensor tensor(OrtEnvironment environment, ByteBuffer data, long[] sizes) throws OrtException {
        OnnxJavaType onnxType = switch (type) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
        };
        return OnnxTensor.createTensor(environment, data, sizes, onnxType);
    }

    /** Whether a tensor of that shape fits; the batch is not looked at. */
    boolean takes(List<Long> item) {
        if (shape.size() != item.size() + 1) {
            return false;
        }
        for (int i = 0; i < item.size(); i++) {
            long size = shape.get(i + 1);
            if (size != ANY && size != item.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** For people: "N x 3 x 224 x 224". */
    static String describe(List<Long> shape) {
        return shape.stream().map(size -> size == ANY ? "N" : size.toString()).collect(Collectors.joining(" x "));
    }
}
