package io.facet.models.sample;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.Random;

/** Hair and scarves: what falls behind the shoulders, and what frames the face. */
final class HairPainter {
    private HairPainter() {}

    static void paintBehind(Ink ink, Sitting s) {
        Shape shape = HairBack.shape(s);
        if (shape == null) {
            return;
        }
        int rgb = s.model().hair().rgb();
        ink.fill(shape, Tint.darker(rgb, 0.3), 1);
        ink.clip(shape);
        ink.glow(s.stage().rim(0.2).map(s.litSide() * 0.95, 0.2), 0.75, 1.6, Tint.lighter(rgb, 0.25), 0.35);
        ink.unclip();
    }

    static void paintFront(Ink ink, Sitting s) {
        FaceModel.Hair hair = s.model().hair();
        Shape shape = HairFront.shape(s);
        if (shape == null) {
            return;
        }
        shadow(ink, s, shape);
        double cover = hair.style() == FaceModel.HairStyle.BUZZ ? 0.82 : 1;
        ink.fill(shape, hair.rgb(), cover);
        ink.clip(shape);
        if (hair.style() == FaceModel.HairStyle.SCARF) {
            folds(ink, s);
        } else {
            strands(ink, s);
        }
        ink.unclip();
    }

    /** Hair stands off the forehead and throws a soft shadow on it. */
    private static void shadow(Ink ink, Sitting s, Shape shape) {
        Stage stage = s.stage();
        int shade = Tint.shade(s.model().skin().rgb(), 0.55);
        ink.clip(stage.path(s.lines().outline(), stage.rim(0), true));
        for (double far : new double[] {0.05, 0.025}) {
            double x = -s.view().light().side() * far * 0.8 * stage.unit();
            ink.fill(
                    AffineTransform.getTranslateInstance(x, far * 1.3 * stage.unit())
                            .createTransformedShape(shape),
                    shade,
                    0.28);
        }
        ink.unclip();
    }

    private static void strands(Ink ink, Sitting s) {
        FaceModel.Hair hair = s.model().hair();
        int light = Tint.lighter(hair.rgb(), 0.28);
        int dark = Tint.darker(hair.rgb(), 0.4);
        Stage.Mapping rim = s.stage().rim(-0.1);
        Random dice = new Random(Seeds.mix(s.model().seed() + 1));
        boolean curly = hair.style() == FaceModel.HairStyle.CURLS || hair.style() == FaceModel.HairStyle.AFRO;
        if (hair.style() == FaceModel.HairStyle.BUZZ) {
            return;
        }
        if (curly) {
            curls(ink, s, dice, light, dark);
            return;
        }
        ink.glow(rim.map(s.litSide() * 0.3, -0.92), 0.5, 0.55, Tint.lighter(hair.rgb(), 0.55), 0.34);
        for (int i = 0; i < 9; i++) {
            double share = (i + 0.5) / 9 * 2 - 1;
            double top = hair.parting() + share * 0.18;
            double x = share * 0.78;
            Line strand = Knots.at(top, -1.05)
                    .to(Line.mix(top, x, 0.5) + share * 0.1, -0.9 + 0.12 * Math.abs(share))
                    .to(x * 1.02, -0.62 + 0.18 * Math.abs(share) + 0.05 * dice.nextGaussian())
                    .to(x * 1.08, -0.2 + 0.1 * dice.nextGaussian())
                    .curve();
            ink.fill(strand.brush(0.022 + 0.016 * dice.nextDouble(), 0.1, 0.1), rim, i % 2 == 0 ? light : dark, 0.34);
        }
        sides(ink, s, light, dark);
    }

    /** Strands in the hair that hangs beside the face. */
    private static void sides(Ink ink, Sitting s, int light, int dark) {
        Stage.Mapping rim = s.stage().rim(-0.05);
        double w = s.model().head().width();
        for (int side : new int[] {-1, 1}) {
            for (int i = 0; i < 3; i++) {
                double x = w + 0.02 + 0.06 * i;
                Line strand = Knots.at(x - 0.06, -0.35)
                        .to(x, 0.1)
                        .to(x + 0.02, 0.5)
                        .to(x - 0.03, 1.1)
                        .curve()
                        .side(side);
                ink.fill(strand.brush(0.024, 0.1, 0.1), rim, i % 2 == 0 ? dark : light, 0.3);
            }
        }
    }

    private static void curls(Ink ink, Sitting s, Random dice, int light, int dark) {
        Stage.Mapping rim = s.stage().rim(-0.1);
        for (int i = 0; i < 46; i++) {
            double angle = Math.PI * (1 + (i % 23 + 0.5) / 23);
            double far = 0.72 + 0.5 * dice.nextDouble();
            double x = Math.cos(angle) * far * 0.95;
            double y = Math.sin(angle) * far * 0.95 - 0.12;
            double r = 0.05 + 0.03 * dice.nextDouble();
            Line arc = Knots.at(x - r, y)
                    .to(x - r * 0.5, y - r)
                    .to(x + r * 0.6, y - r * 0.8)
                    .to(x + r, y + r * 0.2)
                    .curve();
            ink.fill(arc.brush(0.026, 0.2, 0.2), rim, i % 2 == 0 ? light : dark, 0.4);
        }
    }

    private static void folds(Ink ink, Sitting s) {
        int rgb = s.model().hair().rgb();
        Stage.Mapping rim = s.stage().rim(0);
        double w = s.model().head().width();
        ink.glow(rim.map(s.litSide() * 0.3, -0.98), 0.6, 0.6, Tint.lighter(rgb, 0.6), 0.34);
        for (int side : new int[] {-1, 1}) {
            for (int i = 0; i < 3; i++) {
                double x = w + 0.03 + 0.055 * i;
                Line fold = Knots.at(0.1 + 0.12 * i, -1.12)
                        .to(x - 0.1, -0.6)
                        .to(x, 0.15)
                        .to(x * 0.8, 0.9)
                        .to(0.15, 1.32)
                        .curve()
                        .side(side);
                ink.fill(fold.brush(0.03, 0.1, 0.1), rim, Tint.darker(rgb, 0.45), 0.35);
            }
        }
    }

    /** Many circles as one shape: curls. */
    static Area bumps(Stage stage, Line line, Stage.Mapping mapping, double radius, int every) {
        Area area = new Area();
        for (int i = 0; i < line.size(); i += every) {
            double r = radius * (0.88 + 0.24 * ((i * 7919) % 13) / 12.0);
            area.add(new Area(stage.path(Line.ellipse(line.x(i), line.y(i), r, r), mapping, true)));
        }
        return area;
    }

    static Path2D joined(Stage stage, Line outer, Stage.Mapping outerMapping, Line inner, Stage.Mapping innerMapping) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, outer.size() + inner.size() + 1);
        stage.append(path, outer, outerMapping);
        stage.append(path, inner, innerMapping);
        path.closePath();
        return path;
    }
}
