package io.facet.models.builtin;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.ceil;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.hypot;
import static java.lang.StrictMath.sin;

/**
 * Gabor filters of one wavelength: waves of 8 orientations under a Gaussian window, as convolution weights.
 *
 * <p>The magnitude of their answer tells how strong and how oriented the detail of one size is, whatever its exact
 * place. Sources: Daugman, "Uncertainty relation for resolution in space, spatial frequency, and orientation" (1985);
 * Lades et al., "Distortion invariant object recognition in the dynamic link architecture" (1993) for faces, with 8
 * orientations and wavelengths half an octave apart. A window of 0.56 wavelengths gives a bandwidth of one octave. The
 * mean is taken out so that even light gives no answer, and weights are scaled to an absolute sum of 1.
 *
 * <p>Every filter has an even side, so its centre lies between pixels: with strides of 2 and 4 the sampled places are
 * then symmetric about the middle of the picture. {@link StrictMath} gives the same weights on every computer.
 *
 * @param wavelength in pixels
 * @param stride step between two answers, in pixels
 */
record GaborBank(double wavelength, int stride) {
    static final int ORIENTATIONS = 8;

    private static final double WINDOW = 0.56;
    private static final double REACH = 2.0;

    /** Half the side of the filters. */
    int reach() {
        return (int) ceil(REACH * WINDOW * wavelength);
    }

    int side() {
        return 2 * reach();
    }

    /** Rows and columns to add around the picture so that it gives picture / stride answers. */
    int padding() {
        return reach() - stride / 2;
    }

    /** [2 * ORIENTATIONS, 1, side, side]: all even (cosine) filters, then all odd (sine) filters. */
    float[] weights() {
        int area = side() * side();
        float[] out = new float[2 * ORIENTATIONS * area];
        for (int o = 0; o < ORIENTATIONS; o++) {
            double[] even = new double[area];
            double[] odd = new double[area];
            double scale = fill(PI * o / ORIENTATIONS, even, odd);
            for (int i = 0; i < area; i++) {
                out[o * area + i] = (float) (even[i] / scale);
                out[(ORIENTATIONS + o) * area + i] = (float) (odd[i] / scale);
            }
        }
        return out;
    }

    /** Fills in one pair of filters and returns the sum of their magnitudes. */
    private double fill(double angle, double[] even, double[] odd) {
        double sigma = WINDOW * wavelength;
        double[] window = new double[even.length];
        double sum = 0;
        double evenSum = 0;
        int side = side();
        double middle = (side - 1) / 2.0;
        for (int i = 0; i < even.length; i++) {
            int row = i / side;
            double y = row - middle;
            double x = i - row * side - middle;
            double phase = 2 * PI / wavelength * (x * cos(angle) + y * sin(angle));
            window[i] = exp(-(x * x + y * y) / (2 * sigma * sigma));
            even[i] = window[i] * cos(phase);
            odd[i] = window[i] * sin(phase);
            sum += window[i];
            evenSum += even[i];
        }
        double magnitudes = 0;
        for (int i = 0; i < even.length; i++) {
            even[i] -= evenSum / sum * window[i];
            magnitudes += hypot(even[i], odd[i]);
        }
        return magnitudes;
    }
}
