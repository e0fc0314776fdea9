package io.facet.models.sample;

/** The outlines that the painters share: face, hairline, ears, neck. Immutable. */
final class HeadLines {
    private final FaceModel.Head head;

    HeadLines(FaceModel model) {
        head = model.head();
    }

    /** The whole outline of the head, closed. */
    Line outline() {
        return grown(0);
    }

    /** The outline of the head, {@code grow} further out all round. */
    Line grown(double grow) {
        double w = head.width();
        double g = grow;
        return Knots.at(0.14, -1 - g)
                .to(head.brow() * 0.6, -0.9 - g * 0.85)
                .to(head.brow() * 0.97 + g * 0.7, -0.58 - g * 0.5)
                .to(w * 0.995 + g, -0.12)
                .to(w * 0.985 + g, 0.2)
                .to(Line.mix(w, head.jaw(), 0.55) + g, 0.47)
                .to(head.jaw() * 0.94 + g * 0.8, head.length() * 0.71 + g * 0.4)
                .to(head.chin() * 1.2 + g * 0.3, head.length() * 0.915 + g * 0.8)
                .to(head.chin() * 0.48, head.length() + g)
                .mirrored()
                .loop();
    }

    /** Half the width of the face at that height. */
    double halfWidth(double y) {
        if (y < 0.1) {
            return head.width();
        }
        return y < 0.6
                ? Line.mix(head.width(), head.jaw(), (y - 0.1) / 0.5)
                : Line.mix(head.jaw(), head.chin(), Math.min(1, (y - 0.6) / 0.35));
    }

    /** The part of the outline from one temple over the crown to the other, ending at height {@code y} on both sides. */
    Line over(double y, double growSide, double growTop) {
        double w = head.width();
        double t = head.brow();
        return Knots.at(-halfWidth(y) - growSide * 0.7, y)
                .to(-w * 0.995 - growSide, Math.min(y - 0.12, -0.2))
                .to(-t * 0.97 - growSide, -0.58 - growTop * 0.35)
                .to(-t * 0.62, -0.9 - growTop * 0.9)
                .to(0, -1.02 - growTop)
                .mirrored()
                .curve();
    }

    /** The part of the outline below height {@code y}, from the viewer's right over the chin to the left. */
    Line under(double y, double growSide, double growChin) {
        return Knots.at(halfWidth(y) + growSide * 0.4, y)
                .to(Line.mix(head.width(), head.jaw(), 0.55) + growSide, 0.47)
                .to(head.jaw() * 0.94 + growSide, head.length() * 0.71 + growChin * 0.4)
                .to(head.chin() * 1.2 + growSide * 0.5, head.length() * 0.915 + growChin * 0.85)
                .to(head.chin() * 0.48, head.length() + growChin)
                .mirrored()
                .curve();
    }

    Line ear(int side) {
        double x = head.width() * 0.97;
        double s = head.ears();
        return Knots.at(x - 0.05, -0.06)
                .to(x + 0.07 * s, -0.1 * s)
                .to(x + 0.14 * s, 0.0)
                .to(x + 0.12 * s, 0.17)
                .to(x + 0.05 * s, 0.3 * s)
                .to(x - 0.05, 0.3)
                .loop()
                .side(side);
    }

    Line earFold(int side) {
        double x = head.width() * 0.97;
        double s = head.ears();
        return Knots.at(x + 0.02, -0.01)
                .to(x + 0.085 * s, 0.0)
                .to(x + 0.075 * s, 0.1)
                .to(x + 0.03, 0.16)
                .curve()
                .side(side);
    }
}
