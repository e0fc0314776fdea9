package io.facet.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facet.models.convert.ResNet.Conv;
import io.facet.models.onnx.GraphOps.Pads;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FoldedConvTest {

    @Test
    void batchNormalisationBecomesPartOfKernelAndBias() {
        // Kernel 2x2, 1 input, 2 outputs, as Keras stores it: outputs fastest.
        Conv conv = new Conv("c", 2, 1, Pads.NONE, 1, 2);
        WeightSource weights = weight -> switch (weight.part()) {
            case KERNEL -> new float[] {1, 10, 2, 20, 3, 30, 4, 40};
            case GAMMA -> new float[] {2, 3};
            case BETA -> new float[] {5, 7};
            case MEAN -> new float[] {1, -1};
            case VARIANCE -> new float[] {0.25f - 0.001f, 4 - 0.001f};
            case BIAS -> new float[0];
        };

        FoldedConv folded = FoldedConv.of(conv, weights);

        // Scales 2 / 0.5 = 4 and 3 / 2 = 1.5; biases 5 - 1 * 4 and 7 + 1 * 1.5.
        float[] kernel = new float[8];
        FloatBuffer values = folded.kernel().asFloatBuffer();
        values.get(kernel);
        assertThat(kernel).containsExactly(new float[] {4, 8, 12, 16, 15, 30, 45, 60}, within(1e-5f));
        assertThat(folded.bias()).containsExactly(new float[] {1, 8.5f}, within(1e-5f));
    }
}
