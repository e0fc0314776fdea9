package io.facet.models.sample;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Spectacles, drawn last because glass reflects the room and not the face. */
final class GlassesPainter {
    private static final double LIFT = 0.1;

    private GlassesPainter() {}

    static void paint(Ink ink, Sitting s) {
        FaceModel.GlassesStyle style = s.model().glasses().style();
        if (style == FaceModel.GlassesStyle.NONE) {
            return;
        }
        int rgb = s.model().glasses().rgb();
        Stage.Mapping skin = s.stage().skin(LIFT);
        FaceModel.Eyes e = s.model().eyes();
        double edge = 0;
        for (int side : new int[] {-1, 1}) {
            Line rim = rim(s, style).side(side);
            Shape lens = s.stage().path(rim, skin, true);
            ink.fill(lens, 0xffffff, 0.1);
            reflection(ink, s, lens, side);
            if (style == FaceModel.GlassesStyle.HALF_RIM) {
                ink.stroke(lens, 0.014, rgb, 0.45);
                ink.stroke(upperHalf(e).side(side), skin, 0.055, rgb, 1);
            } else {
                ink.stroke(lens, 0.038, rgb, 1);
            }
            edge = e.x() + halfWidth(e);
            arm(ink, s, side, edge, rgb);
        }
        double in = e.x() - halfWidth(e);
        Line bridge =
                Knots.at(-in, e.y() - 0.03).to(0, e.y() - 0.085).mirrored().curve();
        ink.stroke(bridge, skin, 0.035, rgb, 1);
    }

    private static double halfWidth(FaceModel.Eyes e) {
        return Math.min(e.width() * 1.5, e.x() - 0.075);
    }

    private static Line rim(Sitting s, FaceModel.GlassesStyle style) {
        FaceModel.Eyes e = s.model().eyes();
        double w = halfWidth(e);
        double x = e.x();
        double y = e.y() + 0.03;
        return switch (style) {
            case ROUND, NONE -> Line.ellipse(x, y, w, w * 0.98);
            case SQUARE, HALF_RIM ->
                Knots.at(x - w * 0.96, y - w * 0.62)
                        .to(x - w * 0.6, y - w * 0.8)
                        .to(x + w * 0.66, y - w * 0.82)
                        .to(x + w * 1.02, y - w * 0.62)
                        .to(x + w * 0.96, y + w * 0.34)
                        .to(x + w * 0.56, y + w * 0.74)
                        .to(x - w * 0.5, y + w * 0.74)
                        .to(x - w * 0.9, y + w * 0.36)
                        .loop();
        };
    }

    private static Line upperHalf(FaceModel.Eyes e) {
        double w = halfWidth(e);
        double y = e.y() + 0.03;
        return Knots.at(e.x() - w * 0.96, y - w * 0.1)
                .to(e.x() - w * 0.9, y - w * 0.66)
                .to(e.x() - w * 0.5, y - w * 0.82)
                .to(e.x() + w * 0.66, y - w * 0.84)
                .to(e.x() + w * 1.02, y - w * 0.62)
                .to(e.x() + w * 1.0, y - w * 0.1)
                .curve();
    }

    private static void reflection(Ink ink, Sitting s, Shape lens, int side) {
        FaceModel.Eyes e = s.model().eyes();
        double w = halfWidth(e);
        double x = side * e.x();
        double y = e.y() + 0.03;
        Line streak = Knots.at(x - w * 0.2, y - w)
                .to(x + w * 0.25, y - w)
                .to(x - w * 0.55, y + w)
                .to(x - w, y + w)
                .straight();
        ink.clip(lens);
        ink.fill(streak, s.stage().skin(LIFT), 0xffffff, 0.13);
        ink.unclip();
    }

    /** The arm runs to the ear, as far as the cheek does not hide it. */
    private static void arm(Ink ink, Sitting s, int side, double edge, int rgb) {
        double towards = side * s.stage().sinTurn();
        if (towards > 0.12) {
            return;
        }
        Path2D path = new Path2D.Double();
        double y = s.model().eyes().y();
        double w = s.model().head().width();
        s.stage()
                .append(
                        path,
                        Knots.at(side * edge, y - 0.06).straight(),
                        s.stage().skin(LIFT));
        s.stage()
                .append(
                        path,
                        Knots.at(side * w * 1.0, y - 0.08).straight(),
                        s.stage().ears());
        ink.stroke(path, 0.038, rgb, 1);
    }
}
