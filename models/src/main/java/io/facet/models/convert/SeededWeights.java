package io.facet.models.convert;

import java.util.Random;

/**
 * Made-up weights that keep the numbers inside a network in a sane range: about 1 everywhere, no NaN, no denormals.
 *
 * <p>Kernels are uniform with the variance of K. He et al., "Delving Deep into Rectifiers" (2015), equation 10: 2 /
 * fan-in. Two departures: the first layer is scaled down by the range of pixels, and the last normalisation of each
 * block starts small (P. Goyal et al., "Accurate, Large Minibatch SGD" (2017), section 5.1, there 0), so that the
 * shortcuts dominate and pictures stay apart through 50 layers.
 *
 * <p>The values depend on the seed and on the order of reading alone: java.util.Random is specified to the bit.
 */
final class SeededWeights implements WeightSource {
    private static final float PIXEL_RANGE = 64;
    private static final float INCREASE_GAMMA = 0.2f;

    private final Random random;
    private final String stem;

    SeededWeights(long seed, ResNet network) {
        random = new Random(seed);
        stem = network.stem().name();
    }

    @Override
    public float[] read(Weight weight) {
        float[] values = new float[weight.elements()];
        switch (weight.part()) {
            case KERNEL -> {
                int fanIn = weight.elements() / weight.shape().getLast();
                double limit = Math.sqrt(6.0 / fanIn) / (weight.layer().equals(stem) ? PIXEL_RANGE : 1);
                fill(values, (float) -limit, (float) limit);
            }
            case GAMMA -> {
                float gamma = weight.layer().endsWith("_increase/bn") ? INCREASE_GAMMA : 1;
                fill(values, 0.9f * gamma, 1.1f * gamma);
            }
            case VARIANCE -> fill(values, 0.9f, 1.1f);
            case BIAS, BETA, MEAN -> fill(values, -0.1f, 0.1f);
        }
        return values;
    }

    private void fill(float[] values, float from, float to) {
        for (int i = 0; i < values.length; i++) {
            values[i] = from + (to - from) * random.nextFloat();
        }
    }
}
