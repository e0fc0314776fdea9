package io.facet.models.sample;

import java.awt.Color;

/** Arithmetic on colours 0xRRGGBB. */
final class Tint {
    private Tint() {}

    static int mix(int a, int b, double share) {
        int red = (int) Math.round(red(a) + (red(b) - red(a)) * share);
        int green = (int) Math.round(green(a) + (green(b) - green(a)) * share);
        int blue = (int) Math.round(blue(a) + (blue(b) - blue(a)) * share);
        return red << 16 | green << 8 | blue;
    }

    static int darker(int rgb, double share) {
        return mix(rgb, 0x000000, share);
    }

    static int lighter(int rgb, double share) {
        return mix(rgb, 0xffffff, share);
    }

    /** The shade of a skin: darker, and redder, because light that has been under the skin comes out red. */
    static int shade(int skin, double share) {
        return mix(skin, mix(darker(skin, 0.75), 0x7a1f1a, 0.35), share);
    }

    static Color alpha(int rgb, double alpha) {
        return new Color(red(rgb), green(rgb), blue(rgb), (int) Math.round(255 * Math.clamp(alpha, 0, 1)));
    }

    /** Share of white, 0..1. Weights: ITU-R BT.601. */
    static double brightness(int rgb) {
        return (0.299 * red(rgb) + 0.587 * green(rgb) + 0.114 * blue(rgb)) / 255;
    }

    static int red(int rgb) {
        return rgb >> 16 & 255;
    }

    static int green(int rgb) {
        return rgb >> 8 & 255;
    }

    static int blue(int rgb) {
        return rgb & 255;
    }
}
