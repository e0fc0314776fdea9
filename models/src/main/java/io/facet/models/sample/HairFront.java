package io.facet.models.sample;

import java.awt.Shape;
import java.awt.geom.Area;
import org.jspecify.annotations.Nullable;

/** The hair before the ears: its outer edge follows the skull, its inner edge is the hairline. */
final class HairFront {
    private HairFront() {}

    static @Nullable Shape shape(Sitting s) {
        double v = s.model().hair().volume();
        return switch (s.model().hair().style()) {
            case BALD -> null;
            case BUZZ -> cap(s, -0.02, 0.012, 0.03, rounded(s, -0.02, 0));
            case SIDE_PART -> cap(s, 0.0, 0.05 * v, 0.14 * v, parted(s, 0.0));
            case QUIFF -> quiff(s, v);
            case FRINGE -> cap(s, 0.12, 0.07 * v, 0.12 * v, fringe(s, 0.12));
            case CURLS -> curls(s, v);
            case AFRO -> afro(s);
            case BOB -> cap(s, 0.78, 0.13 * v, 0.11 * v, curtain(s, 0.78, 0.05));
            case LONG -> cap(s, 1.2, 0.13 * v, 0.1 * v, curtain(s, 1.2, -0.02));
            case BUN, PONYTAIL -> cap(s, -0.02, 0.04, 0.07 * v, rounded(s, -0.02, 0.06));
            case SCARF -> scarf(s);
        };
    }

    private static Shape cap(Sitting s, double low, double growSide, double growTop, Line hairline) {
        Line over = s.lines().over(low, growSide, growTop);
        return HairPainter.joined(
                s.stage(), over, s.stage().rim(0), hairline, s.stage().skin(0.01));
    }

    /** From the right temple over the forehead to the left, as all hairlines here. */
    private static Line rounded(Sitting s, double low, double peak) {
        double w = s.model().head().width();
        double top = s.model().hair().hairline();
        return Knots.at(w * 0.9, low)
                .to(w * 0.83, low - 0.16)
                .to(w * 0.77, -0.36)
                .to(w * 0.6, top + 0.1)
                .to(w * 0.3, top - 0.02)
                .to(0, top + peak)
                .mirrored()
                .curve();
    }

    private static Line parted(Sitting s, double low) {
        double w = s.model().head().width();
        double top = s.model().hair().hairline();
        int side = s.model().hair().parting() < 0 ? -1 : 1;
        Line line = Knots.at(w * 0.92, low)
                .to(w * 0.84, low - 0.2)
                .to(w * 0.79, -0.38)
                .to(w * 0.66, top + 0.06)
                .to(w * 0.42, top - 0.06)
                .to(w * 0.2, top + 0.05)
                .to(-w * 0.16, top + 0.16)
                .to(-w * 0.5, top + 0.2)
                .to(-w * 0.76, -0.3)
                .to(-w * 0.85, low - 0.18)
                .to(-w * 0.92, low)
                .curve();
        return side > 0 ? line : line.side(-1).reversed();
    }

    private static Line fringe(Sitting s, double low) {
        double w = s.model().head().width();
        double y = s.model().eyes().y() - 0.27;
        return Knots.at(w * 0.93, low)
                .to(w * 0.86, low - 0.2)
                .to(w * 0.82, y + 0.03)
                .to(w * 0.6, y - 0.02)
                .to(w * 0.42, y + 0.02)
                .to(w * 0.2, y - 0.05)
                .to(0, y - 0.01)
                .to(-w * 0.22, y - 0.06)
                .to(-w * 0.45, y + 0.01)
                .to(-w * 0.62, y - 0.03)
                .to(-w * 0.82, y + 0.03)
                .to(-w * 0.86, low - 0.2)
                .to(-w * 0.93, low)
                .curve();
    }

    /** Hair that falls from a parting past both cheeks. */
    private static Line curtain(Sitting s, double low, double open) {
        double w = s.model().head().width();
        double top = s.model().hair().hairline() - 0.04;
        double p = s.model().hair().parting();
        double cheek = w * 0.9 + open;
        return Knots.at(cheek - 0.06, low)
                .to(cheek + 0.02, low * 0.62)
                .to(cheek + 0.01, 0.1)
                .to(w * 0.8, -0.22)
                .to(Line.mix(w * 0.8, p, 0.4), -0.44)
                .to(Line.mix(w * 0.8, p, 0.8), top + 0.1)
                .to(p, top)
                .to(Line.mix(-w * 0.8, p, 0.8), top + 0.1)
                .to(Line.mix(-w * 0.8, p, 0.4), -0.44)
                .to(-w * 0.8, -0.22)
                .to(-cheek - 0.01, 0.1)
                .to(-cheek - 0.02, low * 0.62)
                .to(-cheek + 0.06, low)
                .curve();
    }

    private static Shape quiff(Sitting s, double v) {
        double w = s.model().head().width();
        double t = s.model().head().brow();
        int side = s.model().hair().parting() < 0 ? -1 : 1;
        Line over = Knots.at(-w * 0.99 - 0.02, 0)
                .to(-w - 0.03, -0.3)
                .to(-t * 0.98 - 0.02, -0.62)
                .to(-t * 0.75, -0.98)
                .to(-t * 0.3, -1.07 - 0.1 * v)
                .to(t * 0.35, -1.1 - 0.13 * v)
                .to(t * 0.86, -1.08)
                .to(t * 1.02 + 0.03, -0.78)
                .to(w + 0.02, -0.4)
                .to(w * 0.99 + 0.02, 0)
                .curve();
        over = side > 0 ? over : over.side(-1).reversed();
        return HairPainter.joined(
                s.stage(),
                over,
                s.stage().rim(0),
                rounded(s, 0, 0.02),
                s.stage().skin(0.01));
    }

    private static Shape curls(Sitting s, double v) {
        Area area = new Area(cap(s, -0.05, 0.05, 0.14 * v, rounded(s, -0.05, 0.05)));
        Line edge = s.lines().over(-0.15, 0.06, 0.13 * v);
        area.add(HairPainter.bumps(s.stage(), edge, s.stage().rim(0), 0.13, 4));
        Line brow = rounded(s, -0.1, 0.06);
        area.add(HairPainter.bumps(s.stage(), brow.trimmed(14), s.stage().skin(0.02), 0.085, 4));
        return area;
    }

    private static Shape afro(Sitting s) {
        Area area = new Area(cap(s, -0.06, 0.12, 0.22, rounded(s, -0.06, 0.02)));
        area.add(HairPainter.bumps(
                s.stage(), rounded(s, -0.06, 0.02).trimmed(8), s.stage().skin(0.02), 0.06, 3));
        return area;
    }

    private static Shape scarf(Sitting s) {
        double w = s.model().head().width();
        double chin = s.model().head().length();
        Area area = new Area(s.stage().path(s.lines().grown(0.13), s.stage().rim(0), true));
        Line drape = Knots.at(0, 0.9)
                .to(w * 0.9, 0.5)
                .to(w * 1.05, 0.9)
                .to(0.9, 1.36)
                .to(0.5, 1.62)
                .to(0, 1.72)
                .mirrored()
                .loop();
        area.add(new Area(s.stage().path(drape, s.stage().body(), true)));
        Line opening = Knots.at(0, -0.62)
                .to(w * 0.5, -0.55)
                .to(w * 0.82, -0.25)
                .to(w * 0.88, 0.15)
                .to(w * 0.78, 0.55)
                .to(w * 0.42, chin * 0.88)
                .to(0, chin * 0.93)
                .mirrored()
                .loop();
        area.subtract(new Area(s.stage().path(opening, s.stage().skin(0), true)));
        return area;
    }
}
