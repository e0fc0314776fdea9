package io.facet.models.sample;

import java.awt.Shape;

/** Lips, teeth and what a smile does around them. */
final class MouthPainter {
    private MouthPainter() {}

    static void paint(Ink ink, Sitting s) {
        FaceModel.Mouth m = s.model().mouth();
        FaceView.Expression look = s.view().expression();
        Stage stage = s.stage();
        Stage.Mapping skin = stage.skin(0.05);
        double smile = look.smile();
        double w = m.width() * (1 + 0.2 * Math.max(0, smile) - 0.12 * look.open());
        double corner = m.y() - 0.075 * smile;
        double gap = 0.2 * look.open();
        Line upperEdge = Knots.at(-w, corner)
                .to(-w * 0.5, m.y() - m.upper() * 0.85 - 0.01 * smile)
                .to(-w * 0.16, m.y() - m.upper() * 1.08)
                .to(0, m.y() - m.upper() * 0.82)
                .mirrored()
                .curve();
        Line upperInner = inner(w, corner, m.y() + 0.008 - gap * 0.12, smile);
        Line lowerInner = inner(w, corner, m.y() + 0.012 + gap, smile);
        Line lowerEdge = Knots.at(-w, corner)
                .to(-w * 0.55, m.y() + m.lower() * 0.72 + gap * 0.72)
                .to(0, m.y() + m.lower() + 0.012 + gap)
                .mirrored()
                .curve();
        if (look.open() > 0.08) {
            inside(ink, stage.path(upperInner.then(lowerInner.reversed()), skin, true), s, corner, gap, w);
        }
        ink.fill(upperEdge.then(upperInner.reversed()), skin, Tint.darker(m.rgb(), 0.12));
        ink.fill(lowerInner.then(lowerEdge.reversed()), skin, m.rgb());
        double shine = m.y() + m.lower() * 0.55 + gap;
        ink.glow(skin.map(s.litSide() * w * 0.12, shine), w * 0.5, 0.35, Tint.lighter(m.rgb(), 0.45), 0.45);
        int line = Tint.darker(Tint.shade(m.rgb(), 0.6), 0.25);
        ink.fill(upperInner.brush(0.026, 0.3, 0.3), skin, line, 0.9);
        for (int side : new int[] {-1, 1}) {
            ink.glow(
                    skin.map(side * (w + 0.02), corner),
                    0.055,
                    1,
                    Tint.shade(s.model().skin().rgb(), 0.7),
                    0.35);
        }
        int shade = Tint.shade(s.model().skin().rgb(), 0.5);
        ink.glow(skin.map(0, m.y() + m.lower() + 0.075 + gap), w * 0.65, 0.32, shade, 0.4);
    }

    private static Line inner(double w, double corner, double middle, double smile) {
        double bend = 0.02 * smile;
        return Knots.at(-w, corner)
                .to(-w * 0.5, middle - bend * 0.4)
                .to(0, middle + bend * 0.5)
                .mirrored()
                .curve();
    }

    private static void inside(Ink ink, Shape mouth, Sitting s, double corner, double gap, double w) {
        FaceModel.Mouth m = s.model().mouth();
        Stage.Mapping skin = s.stage().skin(0.03);
        ink.fill(mouth, 0x5a1c1f, 1);
        ink.clip(mouth);
        ink.fill(Line.ellipse(0, m.y() + gap * 1.05, w * 0.5, gap * 0.45), skin, 0xc4605c);
        Line teeth = Knots.at(0, m.y() - 0.06)
                .to(w * 0.86, Math.min(corner, m.y()) - 0.02)
                .to(w * 0.62, m.y() + gap * 0.42)
                .to(0, m.y() + gap * 0.55)
                .mirrored()
                .loop();
        ink.fill(teeth, skin, 0xfaf6f0);
        ink.unclip();
    }
}
