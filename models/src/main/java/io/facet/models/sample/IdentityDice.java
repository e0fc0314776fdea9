package io.facet.models.sample;

import io.facet.models.sample.FaceModel.BeardStyle;
import io.facet.models.sample.FaceModel.ClothesStyle;
import io.facet.models.sample.FaceModel.GlassesStyle;
import io.facet.models.sample.FaceModel.HairStyle;
import java.util.Random;

/**
 * Invents a person. What strikes the eye (hair, skin, beard, glasses) goes round in turn, so that neighbouring seeds
 * differ in it; measures come from a bell curve. {@link Random} is used because its numbers are specified for all
 * time. For one person and one thread.
 */
final class IdentityDice {
    private static final int[] SKINS = {
        0xf5d2bc, 0xd39a6e, 0x8a5638, 0xedbf9f, 0xb67b52, 0xe2ab85, 0x6b4230, 0xf0c8ab, 0xa06844
    };
    private static final int[] DARK_HAIR = {0x211a19, 0x33241d, 0x2b2024, 0x40291f};
    private static final int[] FAIR_HAIR = {0x5e3e29, 0xc9a05c, 0x8c4a2a, 0x3a2a22, 0xdfc28a, 0xb9562c, 0x74502f};
    private static final int[] GREY_HAIR = {0xa5a2a0, 0xd9d5d0, 0x77726f};
    private static final int[] IRISES = {0x5b3a22, 0x3f6e8c, 0x4f7350, 0x7a5a2e, 0x44301f, 0x6b8796};
    private static final int[] FABRICS = {
        0x2f6f8f, 0xd9684a, 0x3f5a45, 0xe0b04c, 0x7a4b73, 0x3c4858, 0xb8433f, 0x5f8f86, 0xe8e2d6, 0x8d6b4e, 0x48619a
    };
    private static final int[] FRAMES = {0x26211f, 0x6a3f2a, 0x394a5e, 0x7c2f38};
    private static final HairStyle[] LONGER = {
        HairStyle.LONG,
        HairStyle.BUN,
        HairStyle.BOB,
        HairStyle.SCARF,
        HairStyle.PONYTAIL,
        HairStyle.AFRO,
        HairStyle.FRINGE
    };
    private static final HairStyle[] SHORTER = {
        HairStyle.SIDE_PART, HairStyle.CURLS, HairStyle.BALD, HairStyle.QUIFF, HairStyle.BUZZ, HairStyle.FRINGE
    };
    private static final BeardStyle[] BEARDS = {
        BeardStyle.NONE, BeardStyle.STUBBLE, BeardStyle.FULL, BeardStyle.NONE, BeardStyle.GOATEE, BeardStyle.MOUSTACHE
    };

    private static final GlassesStyle[] GLASSES = {GlassesStyle.ROUND, GlassesStyle.SQUARE, GlassesStyle.HALF_RIM};
    private static final ClothesStyle[] CLOTHES = {
        ClothesStyle.CREW_NECK, ClothesStyle.V_NECK, ClothesStyle.SHIRT, ClothesStyle.TURTLENECK, ClothesStyle.HOODIE
    };

    private final long seed;
    private final int turn;
    private final boolean soft;
    private final Random dice;

    IdentityDice(long seed) {
        this.seed = seed;
        turn = (int) Math.floorMod(Math.floorDiv(seed, 2L), 5040L);
        soft = Math.floorMod(seed, 2) == 0;
        dice = new Random(Seeds.mix(seed));
    }

    FaceModel roll() {
        int index = (int) Math.floorMod(seed, (long) SKINS.length * 5040);
        int skin = SKINS[index % SKINS.length];
        boolean dark = Tint.brightness(skin) < 0.62;
        boolean old = index % 5 == 3;
        int hair = old ? pick(GREY_HAIR) : dark ? pick(DARK_HAIR) : pick(FAIR_HAIR);
        HairStyle style = soft ? LONGER[turn % LONGER.length] : SHORTER[turn % SHORTER.length];
        int brow = old ? Tint.darker(hair, 0.3) : Tint.mix(hair, 0x4f2412, 0.5);
        int fabric = FABRICS[(index * 3 + 1) % FABRICS.length];
        return new FaceModel(
                seed,
                head(),
                new FaceModel.Skin(
                        skin,
                        bell(soft ? 0.5 : 0.3, 0.15, 0.05, 0.9),
                        !dark && index % 4 == 0 ? bell(0.7, 0.2, 0.3, 1) : 0,
                        old ? bell(0.8, 0.15, 0.5, 1) : bell(0.12, 0.1, 0, 0.35)),
                hair(style, hair),
                eyes(dark),
                brows(brow),
                nose(),
                mouth(skin),
                new FaceModel.Beard(
                        soft ? BeardStyle.NONE : BEARDS[turn % BEARDS.length],
                        old ? hair : Tint.mix(hair, 0x7a3212, 0.42)),
                glasses(index),
                new FaceModel.Clothes(
                        style == HairStyle.SCARF
                                ? ClothesStyle.CREW_NECK
                                : CLOTHES[(index + turn * 2) % CLOTHES.length],
                        fabric,
                        Tint.brightness(fabric) > 0.55 ? Tint.darker(fabric, 0.45) : 0xf1ece2));
    }

    private FaceModel.Head head() {
        double width = bell(soft ? 0.7 : 0.73, 0.035, 0.62, 0.82);
        return new FaceModel.Head(
                width,
                width * bell(soft ? 0.77 : 0.85, 0.05, 0.66, 0.96),
                width * bell(soft ? 0.36 : 0.45, 0.06, 0.24, 0.6),
                bell(1.0, 0.045, 0.9, 1.1),
                width * bell(0.95, 0.03, 0.88, 1.02),
                bell(1, 0.1, 0.8, 1.25));
    }

    private FaceModel.Hair hair(HairStyle style, int rgb) {
        int colour = style == HairStyle.SCARF ? FABRICS[(turn * 5 + 2) % FABRICS.length] : rgb;
        double parting = (dice.nextBoolean() ? 1 : -1) * bell(0.2, 0.1, 0.02, 0.36);
        return new FaceModel.Hair(style, colour, bell(1, 0.13, 0.75, 1.3), bell(-0.62, 0.035, -0.7, -0.54), parting);
    }

    private FaceModel.Eyes eyes(boolean dark) {
        int iris = dark ? IRISES[dice.nextInt(2) * 4] : pick(IRISES);
        return new FaceModel.Eyes(
                bell(0.315, 0.018, 0.27, 0.36),
                bell(0.02, 0.025, -0.04, 0.08),
                bell(0.168, 0.012, 0.14, 0.195),
                bell(0.1, 0.012, 0.072, 0.128),
                bell(0.012, 0.016, -0.025, 0.05),
                soft ? bell(0.75, 0.15, 0.45, 1) : bell(0.15, 0.1, 0, 0.35),
                iris);
    }

    private FaceModel.Brows brows(int rgb) {
        return new FaceModel.Brows(
                bell(0.215, 0.022, 0.165, 0.27),
                bell(0.185, 0.017, 0.15, 0.225),
                soft ? bell(0.05, 0.012, 0.03, 0.08) : bell(0.08, 0.016, 0.05, 0.12),
                bell(0.03, 0.018, 0, 0.07),
                bell(0.016, 0.015, -0.008, 0.05),
                rgb);
    }

    private FaceModel.Nose nose() {
        return new FaceModel.Nose(
                bell(0.42, 0.035, 0.34, 0.5),
                bell(soft ? 0.15 : 0.17, 0.022, 0.115, 0.225),
                bell(0.06, 0.012, 0.035, 0.09),
                bell(0.2, 0.03, 0.13, 0.27));
    }

    private FaceModel.Mouth mouth(int skin) {
        int lips = soft ? Tint.mix(skin, 0xb8333f, bell(0.5, 0.12, 0.3, 0.75)) : Tint.mix(skin, 0xa6483f, 0.36);
        return new FaceModel.Mouth(
                bell(0.69, 0.022, 0.64, 0.74),
                bell(0.24, 0.022, 0.19, 0.29),
                bell(0.052, 0.012, 0.028, 0.085),
                bell(0.075, 0.014, 0.045, 0.115),
                lips);
    }

    private FaceModel.Glasses glasses(int index) {
        GlassesStyle style = index % 3 == 1 ? GLASSES[index / 3 % GLASSES.length] : GlassesStyle.NONE;
        return new FaceModel.Glasses(style, pick(FRAMES));
    }

    private int pick(int[] choices) {
        return choices[dice.nextInt(choices.length)];
    }

    private double bell(double mean, double sigma, double low, double high) {
        return Math.clamp(mean + sigma * dice.nextGaussian(), low, high);
    }
}
