package io.facet.models.convert;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weights as Keras 1 and 2 save them: a group per layer, its weights at the paths that its attribute
 * {@code weight_names} lists. A file of weights has the layers at its root, a file of a whole model under
 * {@code model_weights}.
 *
 * @param file the open file
 * @param root path of the group that holds the layers, ending in "/" unless empty
 */
record LegacyWeights(HdfWeights file, String root) implements WeightSource {

    /** Refuses layers of convolutions that the network does not have: the file is of a larger one then. */
    void refuseOtherLayers(ResNet network) {
        Set<String> known = network.convolutions().stream()
                .map(conv -> firstName(conv.name()))
                .collect(Collectors.toSet());
        file.names(root.isEmpty() ? "" : root.substring(0, root.length() - 1)).stream()
                .filter(name -> name.startsWith("conv") && !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelException(
                            Code.CONVERT_FORMAT,
                            "The file has a layer " + name + " that the VGGFace2 ResNet-50 does not have: it is the"
                                    + " weights of another network.");
                });
    }

    @Override
    public float[] read(Weight weight) {
        String group = root + weight.layer();
        List<String> names = file.texts(group, "weight_names").orElse(List.of());
        String name = names.stream()
                .filter(n -> partOf(n).equals(weight.part().keras()))
                .findFirst()
                .orElse(weight.layer() + "/" + weight.part().keras() + ":0");
        if (weight.part() == Weight.Part.KERNEL
                && weight.shape().size() == 4
                && names.stream().anyMatch(n -> partOf(n).equals("bias"))) {
            throw new ModelException(
                    Code.CONVERT_FORMAT,
                    "Layer " + weight.layer() + " has a bias, which the VGGFace2 ResNet-50 does not have: the file is"
                            + " the weights of another network.");
        }
        return file.floats(group + "/" + name, weight);
    }

    /** {@code conv1/7x7_s2/kernel:0} is a {@code kernel}. */
    private static String partOf(String weightName) {
        String last = weightName.substring(weightName.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        return colon < 0 ? last : last.substring(0, colon);
    }

    private static String firstName(String layer) {
        int slash = layer.indexOf('/');
        return slash < 0 ? layer : layer.substring(0, slash);
    }
}
