package io.facet.models.convert;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights as Keras 3 saves them in {@code .weights.h5}: no layer names, only kinds of layers, numbered in the order in
 * which they were created: {@code layers/conv2d_7/vars/0}, {@code layers/batch_normalization_7/vars/0} to {@code 3}
 * (gamma, beta, mean, variance), {@code layers/dense/vars/0} and {@code 1}.
 */
final class Keras3Weights implements WeightSource {
    private final HdfWeights file;
    private final Map<String, String> groups = new HashMap<>();

    Keras3Weights(HdfWeights file, ResNet network) {
        this.file = file;
        List<ResNet.Conv> convolutions = network.convolutions();
        for (int i = 0; i < convolutions.size(); i++) {
            String name = convolutions.get(i).name();
            groups.put(name, numbered("conv2d", i));
            groups.put(name + "/bn", numbered("batch_normalization", i));
        }
        groups.put(network.embedding().name(), numbered("dense", 0));
    }

    /** Refuses a file with more convolutions than the network: it is of a larger one then. */
    void refuseOtherLayers() {
        long wanted = groups.values().stream()
                .filter(g -> g.startsWith("layers/conv2d"))
                .count();
        long found = file.names("layers").stream()
                .filter(name -> name.matches("conv2d(_\\d+)?"))
                .count();
        if (found > wanted) {
            throw new ModelException(
                    Code.CONVERT_FORMAT,
                    "The file has " + found + " convolutions where the VGGFace2 ResNet-50 has " + wanted
                            + ": it is the weights of another network.");
        }
    }

    @Override
    public float[] read(Weight weight) {
        String variables = groups.get(weight.layer()) + "/vars";
        if (weight.part() == Weight.Part.KERNEL
                && weight.shape().size() == 4
                && file.names(variables).size() > 1) {
            throw new ModelException(
                    Code.CONVERT_FORMAT,
                    "Layer " + weight.layer() + " has a bias, which the VGGFace2 ResNet-50 does not have: the file is"
                            + " the weights of another network.");
        }
        int place = switch (weight.part()) {
            case KERNEL, GAMMA -> 0;
            case BIAS, BETA -> 1;
            case MEAN -> 2;
            case VARIANCE -> 3;
        };
        return file.floats(variables + "/" + place, weight);
    }

    private static String numbered(String kind, int index) {
        return "layers/" + kind + (index == 0 ? "" : "_" + index);
    }
}
