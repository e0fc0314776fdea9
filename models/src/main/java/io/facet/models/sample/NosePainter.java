package io.facet.models.sample;

/** The nose: its relief makes most of it, the lines only its wings and nostrils. */
final class NosePainter {
    private NosePainter() {}

    static void paint(Ink ink, Sitting s) {
        FaceModel.Nose n = s.model().nose();
        int skin = s.model().skin().rgb();
        int dark = Tint.shade(skin, 0.62);
        Stage.Mapping tip = s.stage().skin(n.reach());
        Stage.Mapping wing = s.stage().skin(n.reach() * 0.45);
        double w = n.width();
        double y = n.tip();
        Line under = Knots.at(0, y + 0.075)
                .to(w * 0.6, y + 0.045)
                .to(w * 0.92, y - 0.03)
                .to(0, y - 0.02)
                .mirrored()
                .loop();
        ink.fill(under, wing, Tint.shade(skin, 0.3), 0.55);
        for (int side : new int[] {-1, 1}) {
            Line curve = Knots.at(w * 0.86, y - 0.13)
                    .to(w * 1.06, y - 0.04)
                    .to(w * 0.9, y + 0.035)
                    .to(w * 0.62, y + 0.04)
                    .curve()
                    .side(side);
            ink.fill(curve.brush(0.034, 0.15, 0.3), wing, dark, 0.75);
            ink.fill(Line.ellipse(side * w * 0.43, y + 0.035, w * 0.24, 0.028), wing, Tint.shade(skin, 0.95), 0.85);
        }
        int far = -s.litSide();
        Line flank = Knots.at(far * n.bridge() * 1.5, -0.1)
                .to(far * n.bridge() * 1.15, 0.12)
                .to(far * w * 0.72, y - 0.1)
                .curve();
        double strength = 0.16 + 0.34 * s.view().light().strength();
        ink.fill(flank.brush(0.075, 0.3, 0.3), s.stage().skin(n.reach() * 0.4), Tint.shade(skin, 0.45), strength);
        ink.glow(tip.map(s.litSide() * 0.025, y - 0.09), w * 0.7, 1, Tint.lighter(skin, 0.5), 0.42);
    }
}
