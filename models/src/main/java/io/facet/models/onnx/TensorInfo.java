package io.facet.models.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An input or output of a model. Immutable.
 *
 * @param name as the file names it
 * @param type of its elements
 * @param shape one entry per axis; null if the file does not even say how many axes there are
 */
public record TensorInfo(
        String name, ElementType type, @Nullable List<Dimension> shape) {

    public TensorInfo {
        shape = shape == null ? null : List.copyOf(shape);
    }

    /** A tensor with a dynamic first axis named {@code batch} and these axes after it. */
    public static TensorInfo batch(String name, ElementType type, long... axes) {
        List<Dimension> shape = new ArrayList<>();
        shape.add(new Dimension.Dynamic("batch"));
        for (long axis : axes) {
            shape.add(new Dimension.Fixed(axis));
        }
        return new TensorInfo(name, type, shape);
    }

    /** A tensor all of whose axes are fixed. */
    public static TensorInfo fixed(String name, ElementType type, long... axes) {
        List<Dimension> shape = new ArrayList<>();
        for (long axis : axes) {
            shape.add(new Dimension.Fixed(axis));
        }
        return new TensorInfo(name, type, shape);
    }

    /** For messages: {@code float32[batch,224,224,3]}. */
    public String describe() {
        List<Dimension> axes = shape;
        return type.label()
                + (axes == null
                        ? "[...]"
                        : axes.stream().map(Dimension::toString).collect(Collectors.joining(",", "[", "]")));
    }
}
