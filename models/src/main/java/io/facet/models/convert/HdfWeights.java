package io.facet.models.convert;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Groups and float32 datasets of an HDF5 file, read with suspicion: whatever jHDF throws on a damaged file ends as one
 * {@link ModelException}, and nothing is allocated because the file claims a size. For one thread.
 */
final class HdfWeights {
    private static final int MAX_NAMES = 64;

    private final HdfFile file;

    private HdfWeights(HdfFile file) {
        this.file = file;
    }

    /**
     * @param bytes the whole file; jHDF reads parts of it as they are asked for, always inside its bounds
     * @throws ModelException CONVERT_FORMAT if it is no HDF5 file or cut short
     */
    static HdfWeights of(ByteBuffer bytes) {
        int size = bytes.remaining();
        HdfFile file = guarded(() -> HdfFile.fromByteBuffer(bytes));
        long claimed = guarded(() -> file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress());
        if (claimed > size) {
            throw new ModelException(
                    Code.CONVERT_FORMAT,
                    "The file is cut short: " + size + " of " + claimed + " bytes are there; get it again.");
        }
        return new HdfWeights(file);
    }

    boolean hasGroup(String path) {
        return find(path).filter(Group.class::isInstance).isPresent();
    }

    /** The names in that group; the empty path is the root. */
    Set<String> names(String path) {
        return find(path)
                .filter(Group.class::isInstance)
                .map(Group.class::cast)
                .map(group -> guarded(() -> Set.copyOf(group.getChildren().keySet())))
                .orElse(Set.of());
    }

    /** A list of names that an attribute of the group holds, if it does. */
    Optional<List<String>> texts(String path, String attribute) {
        return find(path).flatMap(node -> guarded(() -> texts(node.getAttribute(attribute))));
    }

    private static Optional<List<String>> texts(@Nullable Attribute attribute) {
        if (attribute == null || attribute.isEmpty() || attribute.getSize() > MAX_NAMES) {
            return Optional.empty();
        }
        return attribute.getData() instanceof String[] texts ? Optional.of(List.of(texts)) : Optional.empty();
    }

    /**
     * The values of the dataset with that path.
     *
     * @throws ModelException CONVERT_LAYER_MISSING, CONVERT_SHAPE or CONVERT_FORMAT, if it is not there, not of the
     *     weight's shape, or not plain float32
     */
    float[] floats(String path, Weight weight) {
        Node node = find(path)
                .orElseThrow(() -> new ModelException(
                        Code.CONVERT_LAYER_MISSING,
                        "The file has no " + weight.describe() + " (looked for " + path
                                + "): it is not the VGGFace2 ResNet-50, or not all of it was saved."));
        if (!(node instanceof ContiguousDataset dataset)) {
            throw notPlain(weight, path);
        }
        long[] shape = guarded(dataset::getDimensionsAsLong);
        long[] wanted = weight.shape().stream().mapToLong(Integer::longValue).toArray();
        if (!Arrays.equals(shape, wanted)) {
            throw new ModelException(
                    Code.CONVERT_SHAPE,
                    "The " + weight.describe() + " should have shape " + Weight.text(weight.shape()) + " but has "
                            + Weight.text(Arrays.stream(shape).boxed().toList())
                            + ": the file is not the VGGFace2 ResNet-50 with 512 outputs.");
        }
        if (!(dataset.getDataType() instanceof FloatingPoint type) || type.getSize() != Float.BYTES) {
            throw notPlain(weight, path);
        }
        return finite(guarded(() -> copy(dataset, type, weight)), weight);
    }

    private static float[] copy(ContiguousDataset dataset, FloatingPoint type, Weight weight) {
        FloatBuffer values = dataset.getBuffer().order(type.getByteOrder()).asFloatBuffer();
        float[] copy = new float[weight.elements()];
        values.get(copy);
        return copy;
    }

    private static float[] finite(float[] values, Weight weight) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelException(
                        Code.CONVERT_FORMAT,
                        "The " + weight.describe() + " holds a value that is not a number: the file is damaged, or"
                                + " the training failed.");
            }
        }
        return values;
    }

    private Optional<Node> find(String path) {
        return guarded(() -> {
            Node node = file;
            for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
                // Links are not followed: Keras writes none, and they can lead in circles or out of the file.
                if (!(node instanceof Group group) || node.isLink()) {
                    return Optional.empty();
                }
                node = group.getChild(name);
            }
            return Optional.ofNullable(node);
        });
    }

    private static ModelException notPlain(Weight weight, String path) {
        return new ModelException(
                Code.CONVERT_FORMAT,
                "The " + weight.describe() + " (" + path + ") is not stored as plain float32 numbers: rewrite the file"
                        + " with 'h5repack -f NONE -l CONTI IN OUT', or save it again with Keras as float32.");
    }

    /** jHDF reports damage by exceptions of every kind, and a file whose parts point in circles by deep recursion. */
    private static <T> T guarded(Supplier<T> read) {
        try {
            return read.get();
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new ModelException(
                    Code.CONVERT_FORMAT, "The HDF5 file is damaged or of an unknown kind; get it again.", e);
        }
    }
}
