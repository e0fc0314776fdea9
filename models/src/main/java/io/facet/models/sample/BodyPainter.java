package io.facet.models.sample;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** Neck, shoulders and clothes. */
final class BodyPainter {
    private static final double BOTTOM = 4;

    private BodyPainter() {}

    static void paint(Ink ink, Sitting s) {
        FaceModel.Clothes clothes = s.model().clothes();
        Stage.Mapping body = s.stage().body();
        double neck = neckWidth(s);
        if (clothes.style() == FaceModel.ClothesStyle.HOODIE) {
            Line hood = Knots.at(-neck - 0.18, 1.6)
                    .to(-neck - 0.42, 1.25)
                    .to(-neck - 0.2, 1.02)
                    .to(0, 0.95)
                    .mirrored()
                    .loop();
            ink.fill(hood, body, Tint.darker(clothes.rgb(), 0.28));
        }
        Shape torso = s.stage().path(torso(neck), body, true);
        ink.fill(torso, clothes.rgb(), 1);
        sides(ink, s, torso);
        opening(ink, s, neck);
        neck(ink, s, neck);
        collar(ink, s, neck);
    }

    private static double neckWidth(Sitting s) {
        return 0.2 + s.model().head().jaw() * 0.26;
    }

    private static Line torso(double neck) {
        Line right = Knots.at(neck * 0.9, 1.22)
                .to(neck + 0.16, 1.34)
                .to(0.8, 1.47)
                .to(1.22, 1.66)
                .to(1.5, 2.1)
                .to(1.62, 2.8)
                .to(1.7, BOTTOM)
                .curve();
        return right.then(right.side(-1).reversed());
    }

    /** The torso is round: its unlit side lies in shade, the arms part from it in a line. */
    private static void sides(Ink ink, Sitting s, Shape torso) {
        int rgb = s.model().clothes().rgb();
        Stage.Mapping body = s.stage().body();
        ink.clip(torso);
        double strength = 0.2 + 0.5 * s.view().light().strength();
        ink.glow(body.map(-s.litSide() * 1.35, 2.0), 1.3, 1.2, Tint.darker(rgb, 0.65), strength);
        ink.glow(body.map(s.litSide() * 0.95, 1.45), 0.8, 0.8, Tint.lighter(rgb, 0.6), 0.3);
        for (int side : new int[] {-1, 1}) {
            Line arm = Knots.at(1.02, 3).to(1.0, 2.3).to(1.1, 1.95).curve().side(side);
            ink.fill(arm.brush(0.05, 0.6, 0.05), body, Tint.darker(rgb, 0.4), 0.5);
        }
        ink.unclip();
    }

    private static void opening(Ink ink, Sitting s, double neck) {
        FaceModel.Clothes c = s.model().clothes();
        Stage.Mapping body = s.stage().body();
        int skin = s.model().skin().rgb();
        switch (c.style()) {
            case CREW_NECK -> {
                ink.fill(Line.ellipse(0, 1.28, neck + 0.12, 0.26), body, Tint.darker(c.rgb(), 0.22));
                ink.fill(Line.ellipse(0, 1.25, neck + 0.05, 0.22), body, skin);
            }
            case V_NECK -> {
                Line v = Knots.at(-neck - 0.1, 1.24)
                        .to(-neck * 0.55, 1.5)
                        .to(0, 1.86)
                        .mirrored()
                        .curve();
                ink.fill(v, body, skin);
                ink.stroke(v, body, 0.05, Tint.darker(c.rgb(), 0.22), 1);
            }
            case SHIRT ->
                ink.fill(Knots.at(-neck - 0.08, 1.22).to(0, 1.72).mirrored().straight(), body, skin);
            case TURTLENECK, HOODIE ->
                ink.fill(Line.ellipse(0, 1.28, neck + 0.1, 0.24), body, Tint.darker(c.rgb(), 0.2));
        }
    }

    private static void neck(Ink ink, Sitting s, double neck) {
        Stage stage = s.stage();
        int skin = s.model().skin().rgb();
        boolean covered = switch (s.model().clothes().style()) {
            case TURTLENECK, HOODIE -> true;
            case CREW_NECK, V_NECK, SHIRT -> false;
        };
        double pit = covered ? 0.1 : 0.23;
        Path2D path = new Path2D.Double();
        stage.append(path, Knots.at(-neck, 0.5).straight(), stage.rim(0.2));
        stage.append(
                path,
                Knots.at(-neck * 0.98, 1.0)
                        .to(-neck * 1.05, 1.24)
                        .to(-neck * 0.7, 1.24 + pit * 0.7)
                        .to(0, 1.24 + pit)
                        .mirrored()
                        .curve(),
                stage.body());
        stage.append(path, Knots.at(neck, 0.5).straight(), stage.rim(0.2));
        path.closePath();
        ink.fill(path, Tint.shade(skin, 0.1), 1);
        Shape chin = stage.path(s.lines().outline(), stage.rim(0), true);
        double drop = stage.unit() * (0.13 + 0.08 * Math.max(0, s.view().light().height()));
        double aside = -s.view().light().side() * stage.unit() * 0.1;
        ink.clip(path);
        ink.fill(
                AffineTransform.getTranslateInstance(aside, drop).createTransformedShape(chin),
                Tint.shade(skin, 0.62),
                0.62);
        ink.unclip();
    }

    private static void collar(Ink ink, Sitting s, double neck) {
        FaceModel.Clothes c = s.model().clothes();
        Stage.Mapping body = s.stage().body();
        switch (c.style()) {
            case CREW_NECK, V_NECK -> {}
            case TURTLENECK -> {
                Line roll = Knots.at(0, 1.13)
                        .to(neck + 0.07, 1.04)
                        .to(neck + 0.12, 1.3)
                        .to(0, 1.46)
                        .mirrored()
                        .loop();
                ink.fill(roll, body, Tint.lighter(c.rgb(), 0.08));
                ink.stroke(
                        Knots.at(-neck - 0.1, 1.25).to(0, 1.4).mirrored().curve(),
                        body,
                        0.022,
                        Tint.darker(c.rgb(), 0.4),
                        0.6);
            }
            case SHIRT -> {
                for (int side : new int[] {-1, 1}) {
                    Line flap = Knots.at(neck + 0.02, 1.12)
                            .to(neck + 0.16, 1.3)
                            .to(0.3, 1.72)
                            .to(0.0, 1.55)
                            .straight()
                            .side(side);
                    ink.fill(flap, body, c.accent());
                    ink.stroke(
                            Knots.at(0.3 * side, 1.72).to(0, 1.55).straight(),
                            body,
                            0.02,
                            Tint.darker(c.accent(), 0.35),
                            0.7);
                }
            }
            case HOODIE -> {
                for (int side : new int[] {-1, 1}) {
                    Line band = Knots.at(neck + 0.1, 1.14)
                            .to(neck + 0.06, 1.34)
                            .to(0.08, 1.62)
                            .curve()
                            .side(side);
                    ink.fill(band.brush(0.2, 0.5, 0.35), body, Tint.lighter(c.rgb(), 0.1));
                    ink.stroke(
                            Knots.at(0.16, 1.58)
                                    .to(0.19, 1.8)
                                    .to(0.17, 2.02)
                                    .curve()
                                    .side(side),
                            body,
                            0.035,
                            c.accent(),
                            1);
                }
            }
        }
    }
}
