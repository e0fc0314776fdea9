package io.facet.models.sample;

/**
 * What makes a drawn person that person: everything that stays the same from picture to picture. Immutable.
 *
 * <p>Lengths are in half head heights: the crown lies at y = -1, the chin near y = 1, and y grows downwards. Colours are
 * 0xRRGGBB.
 *
 * @param seed the seed of the person, for the details that no field names (the waves of the hair, say)
 */
public record FaceModel(
        long seed,
        Head head,
        Skin skin,
        Hair hair,
        Eyes eyes,
        Brows brows,
        Nose nose,
        Mouth mouth,
        Beard beard,
        Glasses glasses,
        Clothes clothes) {

    /** The person of that seed: the same on every computer. Neighbouring seeds give people who look unlike. */
    public static FaceModel identity(long seed) {
        return new IdentityDice(seed).roll();
    }

    /**
     * The shape of the head.
     *
     * @param width half its width at the cheekbones
     * @param jaw half its width at the corners of the jaw
     * @param chin half its width at the chin
     * @param length how far the chin lies below the middle of the head
     * @param brow half its width at the temples
     * @param ears size of the ears, 1 = usual
     */
    public record Head(double width, double jaw, double chin, double length, double brow, double ears) {}

    /**
     * Colour of the skin and what age and sun did to it.
     *
     * @param rgb colour in even light
     * @param blush how red the cheeks are, 0..1
     * @param freckles 0..1
     * @param lines how deep the lines of age are, 0..1
     */
    public record Skin(int rgb, double blush, double freckles, double lines) {}

    /** How the hair is worn. */
    public enum HairStyle {
        BALD,
        BUZZ,
        SIDE_PART,
        QUIFF,
        FRINGE,
        CURLS,
        AFRO,
        BOB,
        LONG,
        BUN,
        PONYTAIL,
        SCARF
    }

    /**
     * How the hair is worn.
     *
     * @param rgb colour of the hair, or of the cloth of a scarf
     * @param volume how far it stands off, 1 = usual
     * @param hairline y at which it begins above the forehead
     * @param parting x of the parting
     */
    public record Hair(HairStyle style, int rgb, double volume, double hairline, double parting) {}

    /**
     * The eyes; both are alike.
     *
     * @param x how far each eye lies from the middle
     * @param y height of the eyes
     * @param width half the width of an eye
     * @param opening half the height of a wide-open eye
     * @param slant how much higher the outer corner lies
     * @param lashes 0..1
     * @param rgb colour of the iris
     */
    public record Eyes(double x, double y, double width, double opening, double slant, double lashes, int rgb) {}

    /**
     * The brows; both are alike.
     *
     * @param height gap between eye and brow
     * @param width half the length of a brow
     * @param thickness at its thickest
     * @param arch height of its arch
     * @param tilt how much higher the outer end lies
     */
    public record Brows(double height, double width, double thickness, double arch, double tilt, int rgb) {}

    /**
     * The nose.
     *
     * @param tip y of the tip
     * @param width half the width at the nostrils
     * @param bridge half the width of the ridge
     * @param reach how far it stands out
     */
    public record Nose(double tip, double width, double bridge, double reach) {}

    /**
     * The mouth at rest.
     *
     * @param y height of the line between the lips
     * @param width half the width at rest
     * @param upper thickness of the upper lip
     * @param lower thickness of the lower lip
     */
    public record Mouth(double y, double width, double upper, double lower, int rgb) {}

    /** How the beard is worn. */
    public enum BeardStyle {
        NONE,
        STUBBLE,
        MOUSTACHE,
        GOATEE,
        FULL
    }

    /**
     * A beard, or none.
     *
     * @param rgb colour of the beard
     */
    public record Beard(BeardStyle style, int rgb) {}

    /** Kinds of spectacles. */
    public enum GlassesStyle {
        NONE,
        ROUND,
        SQUARE,
        HALF_RIM
    }

    /**
     * Spectacles, or none.
     *
     * @param rgb colour of the frame
     */
    public record Glasses(GlassesStyle style, int rgb) {}

    /** Kinds of clothes. */
    public enum ClothesStyle {
        CREW_NECK,
        V_NECK,
        SHIRT,
        TURTLENECK,
        HOODIE
    }

    /**
     * What is worn.
     *
     * @param rgb main colour
     * @param accent collar, drawstrings, undershirt
     */
    public record Clothes(ClothesStyle style, int rgb, int accent) {}
}
