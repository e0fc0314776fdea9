package io.facet.models.builtin;

import io.facet.models.sample.FaceModel;
import io.facet.models.sample.FacePainter;
import io.facet.models.sample.FaceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Drawn faces as input of the descriptor, with their labels. */
record DrawnFaces(List<float[]> pictures, List<Integer> labels) {
    private static final int HEIGHT = 192;

    /** How much of the person a picture shows. */
    enum Kind {
        /** With shoulders, as in the sample dataset. */
        PORTRAIT,
        /** The head fills the upright picture, as in face datasets. */
        CROP
    }

    /** People of consecutive seeds. */
    static DrawnFaces draw(Kind kind, long firstSeed, int people, int viewsEach) {
        List<float[]> pictures = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            FaceModel model = FaceModel.identity(firstSeed + person);
            for (int i = 0; i < viewsEach; i++) {
                long seed = (firstSeed + person) * 1009 + i;
                labels.add(person);
                pictures.add(
                        switch (kind) {
                            case PORTRAIT -> portrait(model, seed);
                            case CROP -> crop(model, seed);
                        });
            }
        }
        return new DrawnFaces(pictures, labels);
    }

    private static float[] portrait(FaceModel model, long seed) {
        return GreyPicture.of(FacePainter.draw(model, FaceView.random(seed), HEIGHT, HEIGHT));
    }

    private static float[] crop(FaceModel model, long seed) {
        Random dice = new Random(seed * 0x9E3779B97F4A7C15L);
        FaceView.Framing framing = new FaceView.Framing(
                1.6 * Math.exp(0.08 * dice.nextGaussian()),
                0.025 * dice.nextGaussian(),
                0.03 + 0.025 * dice.nextGaussian());
        int width = (int) Math.round(HEIGHT * (0.8 + 0.2 * dice.nextDouble()));
        return GreyPicture.of(FacePainter.draw(model, FaceView.random(seed).with(framing), width, HEIGHT));
    }
}
