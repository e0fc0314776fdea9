package io.facet.app.models;

import io.facet.models.onnx.Attributes;
import io.facet.models.onnx.Dimension;
import io.facet.models.onnx.ElementType;
import io.facet.models.onnx.GraphBuilder;
import io.facet.models.onnx.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Models that return the numbers they are given. */
public final class SmallOnnx {
    /** Numbers that {@link #write} returns for an image. */
    public static final int DIMENSION = 3 * 8 * 8;

    private SmallOnnx() {}

    /** Images of 8 x 8 pixels, three channels first. */
    public static Path write(Path file) {
        GraphBuilder graph = new GraphBuilder("small");
        graph.input(TensorInfo.batch("image", ElementType.FLOAT32, 3, 8, 8));
        graph.nodeNamed("vector", "Flatten", Attributes.none().integer("axis", 1), "image");
        graph.output(TensorInfo.batch("vector", ElementType.FLOAT32, DIMENSION));
        graph.write(file);
        return file;
    }

    /** Images of any size and three or one channels first; nobody knows how many numbers come out. */
    public static Path open(Path file) {
        GraphBuilder graph = new GraphBuilder("open");
        graph.input(new TensorInfo("pixels", ElementType.FLOAT32, axes("n", "c", "h", "w")));
        graph.nodeNamed("features", "Flatten", Attributes.none().integer("axis", 1), "pixels");
        graph.output(new TensorInfo("features", ElementType.FLOAT32, axes("n", "d")));
        graph.write(file);
        return file;
    }

    private static List<Dimension> axes(String... names) {
        return Arrays.stream(names).<Dimension>map(Dimension.Dynamic::new).toList();
    }
}
