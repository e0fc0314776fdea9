package io.facet.models.sample;

/**
 * One picture of a drawn person: everything that changes from picture to picture. Immutable.
 *
 * @param pose how the head is held
 * @param light where the light comes from
 * @param framing where the head is in the picture
 * @param expression what the face does
 * @param backdrop what is behind
 * @param camera what the camera adds
 */
public record FaceView(
        Pose pose, Light light, Framing framing, Expression expression, Backdrop backdrop, Camera camera) {

    /** A calm portrait from the front in soft light, without noise. */
    public static FaceView portrait() {
        return new FaceView(
                new Pose(0, 0, 0),
                new Light(-0.5, 0.55, 0.4, 0),
                new Framing(1, 0, 0),
                new Expression(0.6, 0, 1, 0.1, 0, 0),
                new Backdrop(0, 0),
                new Camera(0, 0, 1, 0));
    }

    /** A picture as life takes it: turned, lit and framed by chance. The same seed gives the same view. */
    public static FaceView random(long seed) {
        return new ViewDice(seed).roll();
    }

    /** This view with the head at another place or size. */
    public FaceView with(Framing framing) {
        return new FaceView(pose, light, framing, expression, backdrop, camera);
    }

    /** This view before another backdrop. */
    public FaceView before(Backdrop backdrop) {
        return new FaceView(pose, light, framing, expression, backdrop, camera);
    }

    /**
     * How the head is held: angles in radians.
     *
     * @param turn to the viewer's right if positive
     * @param tilt upwards if positive
     * @param roll clockwise if positive
     */
    public record Pose(double turn, double tilt, double roll) {}

    /**
     * One large lamp.
     *
     * @param side where the light comes from: -1 from the viewer's left, 1 from the right
     * @param height 0 level with the face, 1 from above
     * @param strength contrast between lit and unlit, 0..1
     * @param warmth -1 cold, 1 warm
     */
    public record Light(double side, double height, double strength, double warmth) {}

    /**
     * Where the head stands in the picture.
     *
     * @param scale size of the head, 1 = its height is 55 % of the picture's
     * @param shiftX in picture heights, to the right
     * @param shiftY in picture heights, downwards
     */
    public record Framing(double scale, double shiftX, double shiftY) {}

    /**
     * What the face does.
     *
     * @param smile -1 sad, 1 a broad smile
     * @param open how far the mouth is open, 0..1
     * @param eyes how far the eyes are open, 0 closed, 1 as usual
     * @param brows how far they are raised, -1..1
     * @param gazeX where the eyes look, -1..1
     * @param gazeY where the eyes look, -1 up, 1 down
     */
    public record Expression(double smile, double open, double eyes, double brows, double gazeX, double gazeY) {}

    /**
     * What is behind.
     *
     * @param palette which colours, any number
     * @param pattern which pattern, any number
     */
    public record Backdrop(int palette, int pattern) {}

    /**
     * What the camera adds.
     *
     * @param noise standard deviation in grey levels
     * @param blur radius in thousandths of the picture's height
     * @param exposure 1 = neutral
     * @param seed of the noise
     */
    public record Camera(double noise, double blur, double exposure, long seed) {}
}
