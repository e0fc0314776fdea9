package io.facet.models.sample;

import java.util.Random;

/** Takes a picture at a random moment. For one view and one thread; {@link Random} for its specified numbers. */
final class ViewDice {
    private final Random dice;

    ViewDice(long seed) {
        dice = new Random(Seeds.mix(~seed));
    }

    FaceView roll() {
        return new FaceView(pose(), light(), framing(), expression(), backdrop(), camera());
    }

    private FaceView.Pose pose() {
        return new FaceView.Pose(bell(0, 0.2, 0.45), bell(0.01, 0.1, 0.24), bell(0, 0.07, 0.2));
    }

    private FaceView.Light light() {
        return new FaceView.Light(between(-1, 1), between(0.1, 0.9), bell(0.5, 0.2, 0.45), bell(0, 0.4, 1));
    }

    private FaceView.Framing framing() {
        return new FaceView.Framing(1 + bell(0.06, 0.08, 0.2), bell(0, 0.025, 0.06), bell(0, 0.02, 0.045));
    }

    private FaceView.Expression expression() {
        double smile = between(0.05, 1);
        boolean laughs = smile > 0.35 && dice.nextInt(3) == 0;
        double open = laughs ? between(0.3, 0.75) : dice.nextInt(8) == 0 ? between(0.2, 0.5) : 0;
        double eyes = dice.nextInt(25) == 0 ? 0 : 1 + bell(-0.05, 0.1, 0.2);
        return new FaceView.Expression(smile, open, eyes, bell(0.2, 0.3, 0.8), bell(0, 0.3, 0.8), bell(0, 0.2, 0.5));
    }

    private FaceView.Backdrop backdrop() {
        return new FaceView.Backdrop(dice.nextInt(1000), dice.nextInt(1000));
    }

    private FaceView.Camera camera() {
        double blur = dice.nextInt(6) == 0 ? between(2, 5) : 0;
        return new FaceView.Camera(between(0.4, 3.2), blur, 1 + bell(0, 0.07, 0.18), dice.nextLong());
    }

    private double between(double low, double high) {
        return low + (high - low) * dice.nextDouble();
    }

    private double bell(double mean, double sigma, double limit) {
        return mean + Math.clamp(sigma * dice.nextGaussian(), -limit, limit);
    }
}
