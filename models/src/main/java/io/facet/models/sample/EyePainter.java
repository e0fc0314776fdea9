package io.facet.models.sample;

import java.awt.Shape;

/** Eyes, lids, lashes and brows. */
final class EyePainter {
    private static final int WHITE = 0xf8f4ee;
    private static final int LASH = 0x231815;

    private EyePainter() {}

    static void paint(Ink ink, Sitting s) {
        for (int side : new int[] {-1, 1}) {
            socket(ink, s, side);
            eye(ink, s, side);
        }
    }

    static void paintBrows(Ink ink, Sitting s) {
        FaceModel.Brows b = s.model().brows();
        FaceModel.Eyes e = s.model().eyes();
        double raise = s.view().expression().brows();
        double y = e.y() - b.height() - 0.055 * raise;
        double inner = e.x() - b.width() * 0.95;
        double outer = e.x() + b.width() * 1.05;
        for (int side : new int[] {-1, 1}) {
            Line middle = Knots.at(inner, y - 0.035 * raise)
                    .to(Line.mix(inner, outer, 0.35), y - b.arch() * 0.8 - 0.3 * b.tilt())
                    .to(Line.mix(inner, outer, 0.68), y - b.arch() - 0.7 * b.tilt())
                    .to(outer, y + 0.022 - b.tilt())
                    .curve()
                    .side(side);
            ink.fill(middle.brush(b.thickness(), 0.55, 0.12), s.stage().skin(0.03), b.rgb(), 0.94);
        }
    }

    private static void socket(Ink ink, Sitting s, int side) {
        FaceModel.Eyes e = s.model().eyes();
        int shade = Tint.shade(s.model().skin().rgb(), 0.5);
        ink.glow(s.stage().skin(0).map(side * (e.x() - 0.03), e.y() - 0.05), e.width() * 1.75, 0.72, shade, 0.34);
    }

    private static void eye(Ink ink, Sitting s, int side) {
        FaceModel.Eyes e = s.model().eyes();
        FaceView.Expression look = s.view().expression();
        double squint = 1 - 0.22 * Math.max(0, look.smile());
        double open = Math.clamp(look.eyes(), 0, 1.15) * squint;
        Stage.Mapping skin = s.stage().skin(0.02);
        double top = e.opening() * open;
        double bottom = e.opening() * 0.8 * Math.min(1, 0.25 + open * 0.75);
        Line upper = lid(e, -top).side(side);
        Line lower = lid(e, bottom).side(side);
        int skinRgb = s.model().skin().rgb();
        if (open > 0.15) {
            Shape white = s.stage().path(upper.then(lower.reversed()), skin, true);
            ink.fill(white, Tint.mix(WHITE, skinRgb, 0.1), 1);
            ink.clip(white);
            iris(ink, s, side);
            ink.stroke(upper, skin, 0.085, 0x3a2a2a, 0.28);
            ink.unclip();
        } else {
            upper = lid(e, bottom * 0.8).side(side);
        }
        ink.stroke(lower, skin, 0.018, Tint.shade(skinRgb, 0.75), 0.55);
        int line = Tint.mix(LASH, s.model().brows().rgb(), 0.25);
        ink.fill(upper.brush(0.05 + 0.035 * e.lashes(), 0.2, 0.55), skin, line, 1);
        if (e.lashes() > 0.4) {
            double x = e.x() + e.width();
            double y = e.y() - e.slant() * 0.6;
            Line wing = Knots.at(x - 0.07, y - top * 0.35)
                    .to(x, y)
                    .to(x + 0.055, y - 0.045)
                    .curve()
                    .side(side);
            ink.fill(wing.brush(0.045, 0.4, 0.1), skin, line, 1);
        }
        Line crease = lid(e, -e.opening() * 1.0 - 0.045 - 0.02 * (1 - open)).side(side);
        ink.fill(crease.brush(0.03, 0.05, 0.05), skin, Tint.shade(skinRgb, 0.6), 0.55);
    }

    /** The edge of a lid: from the inner corner, past {@code rise} in the middle, to the outer corner. */
    private static Line lid(FaceModel.Eyes e, double rise) {
        double in = e.x() - e.width();
        double out = e.x() + e.width();
        return Knots.at(in, e.y() + 0.018)
                .to(e.x() - e.width() * 0.55, e.y() + rise * 0.78)
                .to(e.x() + e.width() * 0.08, e.y() + rise - e.slant() * 0.4)
                .to(e.x() + e.width() * 0.66, e.y() + rise * 0.66 - e.slant() * 0.7)
                .to(out, e.y() - e.slant())
                .curve();
    }

    private static void iris(Ink ink, Sitting s, int side) {
        FaceModel.Eyes e = s.model().eyes();
        FaceView.Expression look = s.view().expression();
        double x = side * e.x() + look.gazeX() * e.width() * 0.38;
        double y = e.y() - 0.008 + look.gazeY() * e.opening() * 0.35;
        double radius = e.opening() * 0.93;
        Stage.Mapping skin = s.stage().skin(0.02);
        ink.fill(Line.ellipse(x, y, radius, radius), skin, Tint.darker(e.rgb(), 0.55));
        ink.fill(Line.ellipse(x, y + radius * 0.04, radius * 0.84, radius * 0.84), skin, e.rgb());
        ink.fill(
                Line.ellipse(x, y + radius * 0.35, radius * 0.55, radius * 0.4),
                skin,
                Tint.lighter(e.rgb(), 0.35),
                0.6);
        ink.fill(Line.ellipse(x, y, radius * 0.46, radius * 0.46), skin, 0x120d0c);
        double glint = radius * 0.3;
        ink.fill(Line.ellipse(x + s.litSide() * glint, y - glint * 1.1, glint * 0.75, glint * 0.75), skin, 0xffffff);
    }
}
