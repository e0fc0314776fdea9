package io.facet.models.sample;

import java.awt.Shape;
import java.util.Random;

/** Ears, face, cheeks, freckles and the lines of age. */
final class SkinPainter {
    /** Below this turn (radians) both ears stand behind the outline of the face. */
    private static final double EAR_IN_FRONT = 0.14;

    private SkinPainter() {}

    static void paint(Ink ink, Sitting s) {
        Stage stage = s.stage();
        ear(ink, s, -s.nearSide());
        boolean turned = Math.abs(s.view().pose().turn()) > EAR_IN_FRONT;
        if (!turned) {
            ear(ink, s, s.nearSide());
        }
        int skin = s.model().skin().rgb();
        Shape face = stage.path(s.lines().outline(), stage.rim(0), true);
        ink.fill(face, skin, 1);
        if (turned) {
            ear(ink, s, s.nearSide());
        }
        ink.clip(face);
        cheeks(ink, s);
        freckles(ink, s);
        age(ink, s);
        ink.unclip();
    }

    private static void ear(Ink ink, Sitting s, int side) {
        Stage.Mapping ears = s.stage().ears();
        int skin = s.model().skin().rgb();
        ink.fill(s.lines().ear(side), ears, Tint.shade(skin, 0.08));
        ink.stroke(s.lines().earFold(side), ears, 0.035, Tint.shade(skin, 0.45), 0.8);
    }

    private static void cheeks(Ink ink, Sitting s) {
        FaceModel.Skin skin = s.model().skin();
        int red = Tint.mix(skin.rgb(), 0xd8483e, 0.55);
        double x = s.model().head().width() * 0.6;
        double lift = -0.04 * Math.max(0, s.view().expression().smile());
        for (int side : new int[] {-1, 1}) {
            ink.glow(s.stage().skin(0).map(side * x, 0.4 + lift), 0.3, 0.8, red, 0.18 + 0.42 * skin.blush());
        }
    }

    private static void freckles(Ink ink, Sitting s) {
        FaceModel.Skin skin = s.model().skin();
        int count = (int) Math.round(skin.freckles() * 44);
        Random dice = new Random(Seeds.mix(s.model().seed() + 2));
        int rgb = Tint.shade(skin.rgb(), 0.55);
        for (int i = 0; i < count; i++) {
            double x = Math.clamp(dice.nextGaussian() * 0.33, -0.6, 0.6);
            double y = 0.27 + 0.09 * dice.nextGaussian() + 0.1 * Math.abs(x);
            double radius = 0.009 + 0.008 * dice.nextDouble();
            ink.fill(Line.ellipse(x, y, radius, radius), s.stage().skin(0.01), rgb, 0.5);
        }
    }

    private static void age(Ink ink, Sitting s) {
        FaceModel model = s.model();
        double depth = model.skin().lines();
        int rgb = Tint.shade(model.skin().rgb(), 0.6);
        double smile = Math.max(0, s.view().expression().smile());
        Stage.Mapping skin = s.stage().skin(0.01);
        FaceModel.Eyes eyes = model.eyes();
        FaceModel.Nose nose = model.nose();
        FaceModel.Mouth mouth = model.mouth();
        for (int side : new int[] {-1, 1}) {
            Line fold = Knots.at(nose.width() + 0.05, nose.tip() - 0.02)
                    .to(nose.width() + 0.14, nose.tip() + 0.1)
                    .to(mouth.width() * (1 + 0.15 * smile) + 0.11, mouth.y() + 0.0)
                    .curve()
                    .side(side);
            ink.stroke(fold, skin, 0.02, rgb, 0.4 * depth + 0.1 * smile);
            double y = eyes.y() + eyes.opening() + 0.075;
            Line bag = Knots.at(eyes.x() - eyes.width() * 0.8, y)
                    .to(eyes.x(), y + 0.035)
                    .to(eyes.x() + eyes.width() * 0.8, y)
                    .curve()
                    .side(side);
            ink.stroke(bag, skin, 0.02, rgb, 0.5 * depth);
            Line foot = Knots.at(0.8 * model.head().width(), eyes.y() + 0.06)
                    .to(0.9 * model.head().width(), 0.14)
                    .curve()
                    .side(side);
            ink.stroke(foot, skin, 0.014, rgb, 0.4 * depth);
        }
        for (int i = 0; i < 2; i++) {
            double y = -0.46 - 0.1 * i;
            ink.stroke(Knots.at(-0.26, y + 0.02).to(0, y).mirrored().curve(), skin, 0.016, rgb, 0.4 * depth);
        }
    }
}
