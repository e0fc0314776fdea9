package io.facet.models.convert;

import io.facet.models.convert.Weight.Part;
import io.facet.models.onnx.GraphOps.Pads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A residual network for faces as data: every layer that has weights, in the order in which Keras creates them.
 *
 * <p>Source of the architecture: K. He et al., "Deep Residual Learning for Image Recognition" (2015), table 1, with the
 * layer names, the stride on the first 1x1 of a stage, the valid max pooling and the 512-d projection of the Keras
 * version that was trained on VGGFace2 (Q. Cao et al., 2018).
 *
 * @param inputSize pixels of each side
 * @param stem the first convolution
 * @param blocks in order
 * @param embedding the last layer
 */
record ResNet(int inputSize, Conv stem, List<Block> blocks, Dense embedding) {
    private static final int RGB = 3;

    ResNet {
        blocks = List.copyOf(blocks);
    }

    /** A convolution without bias, followed by batch normalisation under the same name with {@code /bn}. */
    record Conv(String name, int kernel, int stride, Pads pads, int in, int out) {

        Weight weights() {
            return Weight.of(name, Part.KERNEL, kernel, kernel, in, out);
        }

        /** One of the four weights of its batch normalisation. */
        Weight norm(Part part) {
            return Weight.of(name + "/bn", part, out);
        }
    }

    /**
     * A bottleneck block: relu(increase(spatial(reduce(x))) + shortcut).
     *
     * @param projection the shortcut, or null where it is x itself
     */
    record Block(
            Conv reduce,
            Conv spatial,
            Conv increase,
            @Nullable Conv projection) {}

    /** A dense layer with a bias. */
    record Dense(String name, int in, int out) {

        Weight weights() {
            return Weight.of(name, Part.KERNEL, in, out);
        }

        Weight bias() {
            return Weight.of(name, Part.BIAS, out);
        }
    }

    /** Blocks of one size: {@code width} channels inside, {@code out} outside; the first has the stride. */
    record Stage(int blocks, int width, int out, int stride) {}

    /** The network of VGGFace2 with 50 layers: 224x224 pixels to 512 floats. */
    static ResNet vggface2() {
        List<Stage> stages = List.of(
                new Stage(3, 64, 256, 1),
                new Stage(4, 128, 512, 2),
                new Stage(6, 256, 1024, 2),
                new Stage(3, 512, 2048, 2));
        return of(64, stages, 512);
    }

    /** A network of the same build with other widths. */
    static ResNet of(int stemWidth, List<Stage> stages, int dimension) {
        // TensorFlow's "same" for kernel 7, stride 2, 224 pixels: 5 in all, the odd one behind.
        Conv stem = new Conv("conv1/7x7_s2", 7, 2, new Pads(2, 2, 3, 3), RGB, stemWidth);
        List<Block> blocks = new ArrayList<>();
        int in = stemWidth;
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            for (int b = 0; b < stage.blocks(); b++) {
                blocks.add(block("conv" + (s + 2) + "_" + (b + 1), in, stage, b == 0));
                in = stage.out();
            }
        }
        return new ResNet(224, stem, blocks, new Dense("dim_proj", in, dimension));
    }

    private static Block block(String name, int in, Stage stage, boolean first) {
        int stride = first ? stage.stride() : 1;
        int width = stage.width();
        return new Block(
                new Conv(name + "_1x1_reduce", 1, stride, Pads.NONE, in, width),
                new Conv(name + "_3x3", 3, 1, new Pads(1, 1, 1, 1), width, width),
                new Conv(name + "_1x1_increase", 1, 1, Pads.NONE, width, stage.out()),
                first ? new Conv(name + "_1x1_proj", 1, stride, Pads.NONE, in, stage.out()) : null);
    }

    /** All convolutions in the order in which Keras creates them. */
    List<Conv> convolutions() {
        List<Conv> all = new ArrayList<>();
        all.add(stem);
        for (Block block : blocks) {
            all.addAll(List.of(block.reduce(), block.spatial(), block.increase()));
            Conv projection = block.projection();
            if (projection != null) {
                all.add(projection);
            }
        }
        return all;
    }
}
