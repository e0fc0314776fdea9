package io.facet.models.sample;

import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferInt;
import java.awt.image.Kernel;
import java.util.Random;

/** Blur, exposure, colour of the light and noise, in the order in which a camera adds them. */
final class CameraEffects {
    private CameraEffects() {}

    static void apply(BufferedImage picture, FaceView.Camera camera, FaceView.Light light) {
        double radius = camera.blur() * picture.getHeight() / 1000;
        if (radius > 0.3) {
            blur(picture, radius);
        }
        double warm = 0.06 * light.warmth();
        develop(picture, camera, camera.exposure() * (1 + warm), camera.exposure() * (1 - warm));
    }

    private static void blur(BufferedImage picture, double radius) {
        int reach = (int) Math.ceil(2 * radius);
        float[] weights = new float[2 * reach + 1];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double d = (i - reach) / radius;
            weights[i] = (float) Math.exp(-0.5 * d * d);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        BufferedImage between = new BufferedImage(picture.getWidth(), picture.getHeight(), picture.getType());
        new ConvolveOp(new Kernel(weights.length, 1, weights), ConvolveOp.EDGE_NO_OP, null).filter(picture, between);
        new ConvolveOp(new Kernel(1, weights.length, weights), ConvolveOp.EDGE_NO_OP, null).filter(between, picture);
    }

    private static void develop(BufferedImage picture, FaceView.Camera camera, double red, double blue) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        Random dice = new Random(Seeds.mix(camera.seed()));
        double green = camera.exposure();
        for (int i = 0; i < pixels.length; i++) {
            double grain = camera.noise() == 0 ? 0 : camera.noise() * bell(dice);
            int r = level((pixels[i] >> 16 & 255) * red + grain);
            int g = level((pixels[i] >> 8 & 255) * green + grain);
            int b = level((pixels[i] & 255) * blue + grain);
            pixels[i] = r << 16 | g << 8 | b;
        }
    }

    /** A sum of four bytes: nearly normal, standard deviation 1, and four times faster than nextGaussian. */
    private static double bell(Random dice) {
        int bits = dice.nextInt();
        int sum = (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >>> 24);
        return (sum - 510) / 147.8;
    }

    private static int level(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
