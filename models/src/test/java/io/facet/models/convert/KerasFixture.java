package io.facet.models.convert;

import io.facet.models.convert.ResNet.Conv;
import io.facet.models.convert.ResNet.Stage;
import io.facet.models.convert.Weight.Part;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Writes weights of a small network as Keras lays them out, with whatever change a test wants. */
final class KerasFixture {
    /** The build of the real network, small enough for a test. */
    static final ResNet SMALL = ResNet.of(
            4, List.of(new Stage(1, 2, 8, 1), new Stage(2, 2, 8, 2), new Stage(1, 2, 8, 2), new Stage(1, 2, 8, 2)), 6);

    /** Values per weight, as arrays of the weight's shape; a test may change, remove or add entries. */
    final Map<Weight, Object> weights = new LinkedHashMap<>();

    KerasFixture() {
        WeightSource seeded = new SeededWeights(5, SMALL);
        for (Conv conv : SMALL.convolutions()) {
            put(conv.weights(), seeded);
            for (Part part : List.of(Part.GAMMA, Part.BETA, Part.MEAN, Part.VARIANCE)) {
                put(conv.norm(part), seeded);
            }
        }
        put(SMALL.embedding().weights(), seeded);
        put(SMALL.embedding().bias(), seeded);
    }

    /** The same network and values without the change that a test made. */
    static WeightSource source() {
        Map<Weight, Object> untouched = new KerasFixture().weights;
        return weight -> flat(Objects.requireNonNull(untouched.get(weight)), weight.elements());
    }

    private void put(Weight weight, WeightSource seeded) {
        weights.put(weight, shaped(seeded.read(weight), weight.shape()));
    }

    /** Layout of Keras 2: root of the layers is "" or "model_weights". */
    Path legacy(Path file, String root) {
        return write(file, hdf -> {
            WritableGroup layers = root.isEmpty() ? hdf : hdf.putGroup(root);
            for (String layer :
                    weights.keySet().stream().map(Weight::layer).distinct().toList()) {
                WritableGroup group = group(layers, layer);
                List<String> names = new ArrayList<>();
                weights.forEach((weight, values) -> {
                    if (weight.layer().equals(layer)) {
                        String name = weight.part().keras() + ":0";
                        group(group, layer).putDataset(name, values);
                        names.add(layer + "/" + name);
                    }
                });
                group.putAttribute("weight_names", names.toArray(String[]::new));
            }
        });
    }

    /** Layout of Keras 3. */
    Path keras3(Path file) {
        return write(file, hdf -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            Map<String, WritableGroup> groups = new LinkedHashMap<>();
            weights.forEach((weight, values) -> {
                WritableGroup vars = groups.computeIfAbsent(weight.layer(), layer -> {
                    String kind = layer.endsWith("/bn")
                            ? "batch_normalization"
                            : layer.startsWith("conv") ? "conv2d" : "dense";
                    int index = counts.merge(kind, 1, Integer::sum) - 1;
                    return group(hdf, "layers/" + kind + (index == 0 ? "" : "_" + index) + "/vars");
                });
                vars.putDataset(Integer.toString(vars.getChildren().size()), values);
            });
        });
    }

    private static Path write(Path file, Consumer<WritableGroup> content) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            content.accept(hdf);
        }
        return file;
    }

    private static WritableGroup group(WritableGroup parent, String path) {
        WritableGroup group = parent;
        for (String name : path.split("/", -1)) {
            group = group.getChildren().get(name) instanceof WritableGroup known ? known : group.putGroup(name);
        }
        return group;
    }

    static Object shaped(float[] values, List<Integer> shape) {
        int[] axes = shape.stream().mapToInt(Integer::intValue).toArray();
        Object array = Array.newInstance(float.class, axes);
        fill(array, values, new int[1]);
        return array;
    }

    private static void fill(Object array, float[] values, int[] next) {
        for (int i = 0; i < Array.getLength(array); i++) {
            if (array instanceof float[] leaf) {
                leaf[i] = values[next[0]++];
            } else {
                fill(Array.get(array, i), values, next);
            }
        }
    }

    private static float[] flat(Object array, int elements) {
        float[] values = new float[elements];
        collect(array, values, new int[1]);
        return values;
    }

    private static void collect(Object array, float[] values, int[] next) {
        for (int i = 0; i < Array.getLength(array); i++) {
            if (array instanceof float[] leaf) {
                values[next[0]++] = leaf[i];
            } else {
                collect(Array.get(array, i), values, next);
            }
        }
    }
}
