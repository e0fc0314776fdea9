package io.facet.models.sample;

import java.awt.Shape;
import java.awt.geom.Area;
import org.jspecify.annotations.Nullable;

/** The hair behind the ears. */
final class HairBack {
    private static final double BEHIND = 0.3;

    private HairBack() {}

    static @Nullable Shape shape(Sitting s) {
        double v = s.model().hair().volume();
        double w = s.model().head().width();
        Stage stage = s.stage();
        return switch (s.model().hair().style()) {
            case BALD, BUZZ, SIDE_PART, QUIFF, FRINGE, CURLS -> null;
            case SCARF -> stage.path(s.lines().grown(0.1), stage.rim(0.05), true);
            case AFRO -> {
                Line round = Line.ellipse(0, -0.42, w + 0.22 * v, 0.92 * v);
                Area area = new Area(stage.path(round, stage.rim(0.15), true));
                area.add(HairPainter.bumps(stage, round, stage.rim(0.15), 0.16, 1));
                yield area;
            }
            case BOB ->
                stage.path(
                        Knots.at(0, -1.05)
                                .to(w + 0.1, -0.5)
                                .to(w + 0.22 * v, 0.2)
                                .to(w + 0.24 * v, 0.72)
                                .to(w * 0.86, 0.98)
                                .to(0, 0.9)
                                .mirrored()
                                .loop(),
                        stage.rim(BEHIND),
                        true);
            case LONG ->
                stage.path(
                        Knots.at(0, -1.05)
                                .to(w + 0.08, -0.5)
                                .to(w + 0.2 * v, 0.2)
                                .to(w + 0.24 * v, 0.8)
                                .to(w + 0.34 * v, 1.3)
                                .to(w + 0.2 * v, 1.85)
                                .to(0.4, 1.75)
                                .mirrored()
                                .loop(),
                        stage.rim(BEHIND),
                        true);
            case BUN -> stage.path(Line.ellipse(0.03, -1.2, 0.36 * v, 0.31 * v), stage.rim(BEHIND), true);
            case PONYTAIL -> {
                int side = s.model().hair().parting() < 0 ? -1 : 1;
                Line tail = Knots.at(0.1, -0.95)
                        .to(0.5, -1.1)
                        .to(0.9, -0.92)
                        .to(1.12, -0.4)
                        .to(1.14, 0.2)
                        .to(1.04, 0.75)
                        .to(0.86, 1.12)
                        .to(0.78, 0.75)
                        .to(0.72, 0.2)
                        .to(0.66, -0.3)
                        .loop()
                        .side(side);
                yield stage.path(tail, stage.rim(BEHIND), true);
            }
        };
    }
}
