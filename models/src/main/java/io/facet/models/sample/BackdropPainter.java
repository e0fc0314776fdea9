package io.facet.models.sample;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** What stands behind a person: quiet colours and large shapes. */
final class BackdropPainter {
    /** Pairs of colours: ground and shapes. */
    private static final int[][] PALETTES = {
        {0xdfeaf2, 0xc3d6e6}, {0xf3e4d4, 0xe8cdb2}, {0xd9ebe2, 0xb8d9c8}, {0xe9e2f3, 0xd0c2e6},
        {0xf6dcd8, 0xecbfb8}, {0x2f4858, 0x3d5d72}, {0x4a3f63, 0x5d507c}, {0xf4ecc9, 0xe6d79c},
        {0x3b5b52, 0x4b7367}, {0xcfd6dc, 0xb4bec7}, {0x5b3f3a, 0x74524b}, {0xa9c9d9, 0x8db4c8},
    };

    private BackdropPainter() {}

    static void paint(Ink ink, FaceView view, int width, int height) {
        int[] palette = PALETTES[Math.floorMod(view.backdrop().palette(), PALETTES.length)];
        Random dice = new Random(Seeds.mix(view.backdrop().pattern()));
        boolean fromLeft = view.light().side() < 0;
        Color light = new Color(Tint.lighter(palette[0], 0.16));
        Color dark = new Color(Tint.darker(palette[0], 0.1));
        ink.graphics().setPaint(new GradientPaint(fromLeft ? 0 : width, 0, light, fromLeft ? width : 0, height, dark));
        ink.graphics().fill(new Rectangle2D.Double(0, 0, width, height));
        switch (Math.floorMod(view.backdrop().pattern(), 5)) {
            case 0 -> {}
            case 1 -> disc(ink, dice, palette[1], width, height);
            case 2 -> slope(ink, dice, palette[1], width, height);
            case 3 -> bokeh(ink, dice, palette, width, height);
            default -> shelves(ink, dice, palette, width, height);
        }
    }

    private static void disc(Ink ink, Random dice, int rgb, int width, int height) {
        double r = height * (0.36 + 0.12 * dice.nextDouble());
        double x = width * (0.4 + 0.2 * dice.nextDouble());
        double y = height * (0.42 + 0.12 * dice.nextDouble());
        ink.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r), rgb, 0.85);
    }

    private static void slope(Ink ink, Random dice, int rgb, int width, int height) {
        double left = height * (0.2 + 0.6 * dice.nextDouble());
        double right = height * (0.2 + 0.6 * dice.nextDouble());
        Path2D path = new Path2D.Double();
        path.moveTo(0, left);
        path.curveTo(width * 0.35, left - height * 0.15, width * 0.65, right + height * 0.15, width, right);
        path.lineTo(width, height);
        path.lineTo(0, height);
        path.closePath();
        ink.fill(path, rgb, 0.9);
    }

    private static void bokeh(Ink ink, Random dice, int[] palette, int width, int height) {
        for (int i = 0; i < 9; i++) {
            double r = height * (0.05 + 0.11 * dice.nextDouble());
            double x = width * dice.nextDouble();
            double y = height * dice.nextDouble();
            int rgb = i % 2 == 0 ? palette[1] : Tint.lighter(palette[0], 0.5);
            ink.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r), rgb, 0.35 + 0.3 * dice.nextDouble());
        }
    }

    /** A window or a wall: upright bands of uneven width. */
    private static void shelves(Ink ink, Random dice, int[] palette, int width, int height) {
        double x = -width * 0.1 * dice.nextDouble();
        boolean odd = dice.nextBoolean();
        while (x < width) {
            double w = width * (0.12 + 0.22 * dice.nextDouble());
            if (odd) {
                ink.fill(new Rectangle2D.Double(x, 0, w, height), palette[1], 0.8);
            }
            odd = !odd;
            x += w;
        }
    }
}
