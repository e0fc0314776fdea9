package io.facet.models.convert;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One weight of a layer, named as Keras names it.
 *
 * @param layer name of the layer
 * @param part which weight of the layer
 * @param shape as Keras stores it: kernels of convolutions [height, width, in, out], of dense layers [in, out]
 */
record Weight(String layer, Part part, List<Integer> shape) {

    /** The weights of convolutions, batch normalisation and dense layers, in the order in which Keras creates them. */
    enum Part {
        KERNEL("kernel"),
        BIAS("bias"),
        GAMMA("gamma"),
        BETA("beta"),
        MEAN("moving_mean"),
        VARIANCE("moving_variance");

        private final String keras;

        Part(String keras) {
            this.keras = keras;
        }

        /** Keras' name for it. */
        String keras() {
            return keras;
        }
    }

    Weight {
        shape = List.copyOf(shape);
    }

    static Weight of(String layer, Part part, Integer... shape) {
        return new Weight(layer, part, List.of(shape));
    }

    int elements() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** For messages. */
    String describe() {
        return part.keras() + " of layer " + layer;
    }

    /** For messages: {@code 7x7x3x64}. */
    static String text(List<? extends Number> shape) {
        return shape.stream().map(Number::toString).collect(Collectors.joining("x"));
    }
}
