package io.facet.models.sample;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Beards and moustaches. */
final class BeardPainter {
    private BeardPainter() {}

    static void paint(Ink ink, Sitting s) {
        int rgb = s.model().beard().rgb();
        switch (s.model().beard().style()) {
            case NONE -> {}
            case STUBBLE -> {
                ink.clip(s.stage().path(s.lines().outline(), s.stage().rim(0), true));
                ink.fill(
                        whole(s, 0, 0),
                        Tint.mix(rgb, Tint.shade(s.model().skin().rgb(), 0.9), 0.6),
                        0.3);
                moustache(ink, s, 0.22, 0.8);
                ink.unclip();
            }
            case MOUSTACHE -> moustache(ink, s, 1, 1.15);
            case GOATEE -> {
                goatee(ink, s, rgb);
                moustache(ink, s, 1, 0.85);
            }
            case FULL -> {
                ink.fill(whole(s, 0.035, 0.09), rgb, 1);
                moustache(ink, s, 1, 1.05);
            }
        }
    }

    private static Shape whole(Sitting s, double growSide, double growChin) {
        FaceModel model = s.model();
        Stage stage = s.stage();
        double w = model.head().width();
        double start = 0.02;
        Path2D path = new Path2D.Double();
        stage.append(path, s.lines().under(start, growSide, growChin), stage.rim(0));
        double mouth = model.mouth().width();
        Line upper = Knots.at(-w * 0.97, start)
                .to(-w * 0.9, 0.1)
                .to(-w * 0.8, 0.36)
                .to(-mouth - 0.17, model.mouth().y() - 0.1)
                .to(-mouth * 0.62, model.mouth().y() - 0.09)
                .to(0, model.mouth().y() - 0.05)
                .mirrored()
                .curve();
        stage.append(path, upper, stage.skin(0));
        path.closePath();
        return path;
    }

    private static void goatee(Ink ink, Sitting s, int rgb) {
        FaceModel.Mouth m = s.model().mouth();
        double bottom = s.model().head().length();
        double w = m.width() * 0.78;
        Line shape = Knots.at(0, bottom + 0.07)
                .to(w * 0.72, bottom - 0.02)
                .to(w * 1.02, m.y() + 0.16)
                .to(w, m.y() + 0.02)
                .to(0, m.y() + 0.09)
                .mirrored()
                .loop();
        ink.fill(shape, s.stage().skin(0.03), rgb);
    }

    private static void moustache(Ink ink, Sitting s, double alpha, double size) {
        FaceModel.Mouth m = s.model().mouth();
        FaceModel.Nose n = s.model().nose();
        double top = n.tip() + 0.085;
        double low = m.y() - m.upper() * 0.5;
        double w = m.width() * size;
        double corner = m.y() - 0.05 * s.view().expression().smile() + 0.02;
        Line shape = Knots.at(0, top + 0.02)
                .to(w * 0.42, top + 0.005)
                .to(w * 0.92, Line.mix(top, corner, 0.55))
                .to(w * 1.06, corner + 0.02)
                .to(w * 0.5, low + 0.01)
                .to(0, low - 0.015)
                .mirrored()
                .loop();
        ink.fill(shape, s.stage().skin(0.07), s.model().beard().rgb(), alpha);
    }
}
