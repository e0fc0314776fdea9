package io.facet.models.sample;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Lights the drawn head as if it were solid: Lambert's cosine law on an ellipsoid with a nose, brows, eye sockets,
 * cheekbones, lips and a chin. Partly rounded to two tones, as illustrators do. For one picture and one thread.
 */
final class Relief {
    /** How much of the shading is two-toned. */
    private static final double TONED = 0.35;

    /** Skin in full light is hardly brighter than skin in even light: a camera would burn out. */
    private static final double BRIGHTER = 0.5;

    private final Stage stage;
    private final Bump[] bumps;
    private final double lightX;
    private final double lightY;
    private final double lightZ;
    private final double strength;

    private Relief(Stage stage, Bump[] bumps, FaceView.Light light) {
        this.stage = stage;
        this.bumps = bumps;
        double x = light.side();
        double y = -light.height();
        double z = 0.85;
        double length = Math.sqrt(x * x + y * y + z * z);
        lightX = x / length;
        lightY = y / length;
        lightZ = z / length;
        strength = light.strength();
    }

    static Relief of(Sitting s) {
        FaceModel.Nose n = s.model().nose();
        FaceModel.Eyes e = s.model().eyes();
        FaceModel.Mouth m = s.model().mouth();
        double w = s.model().head().width();
        double chin = s.model().head().length();
        Bump[] bumps = {
            new Bump(0, n.tip() - 0.26, n.bridge() * 1.25, 0.26, 0.6 * n.reach()),
            new Bump(0, n.tip() - 0.05, n.width() * 0.62, 0.1, 0.75 * n.reach()),
            new Bump(e.x(), e.y() - 0.02, e.width() * 1.1, 0.11, -0.07),
            new Bump(-e.x(), e.y() - 0.02, e.width() * 1.1, 0.11, -0.07),
            new Bump(0, e.y() - 0.24, w * 0.62, 0.09, 0.05),
            new Bump(w * 0.6, 0.36, 0.2, 0.15, 0.07),
            new Bump(-w * 0.6, 0.36, 0.2, 0.15, 0.07),
            new Bump(0, m.y() + m.lower() + 0.08, m.width() * 0.7, 0.04, -0.035),
            new Bump(0, chin - 0.11, 0.17, 0.1, 0.07),
        };
        return new Relief(s.stage(), bumps, s.view().light());
    }

    /** Multiplies every pixel that is not transparent by its light. */
    void shade(BufferedImage layer) {
        int[] pixels = ((DataBufferInt) layer.getRaster().getDataBuffer()).getData();
        int width = layer.getWidth();
        Stage.Surface at = new Stage.Surface();
        for (int y = 0, i = 0; y < layer.getHeight(); y++) {
            for (int x = 0; x < width; x++, i++) {
                if (pixels[i] >>> 24 != 0) {
                    stage.lookUp(x + 0.5, y + 0.5, at);
                    pixels[i] = lit(pixels[i], light(at));
                }
            }
        }
    }

    /** 1 where the light falls as on a face from the front, less in shade, a little more where it falls straight. */
    private double light(Stage.Surface at) {
        double length = Math.sqrt(at.normalX * at.normalX + at.normalY * at.normalY + at.normalZ * at.normalZ);
        at.normalX /= length;
        at.normalY /= length;
        at.normalZ /= length;
        if (at.inside && at.z > 0) {
            for (Bump b : bumps) {
                b.tip(at);
            }
            length = Math.sqrt(at.normalX * at.normalX + at.normalY * at.normalY + at.normalZ * at.normalZ);
        } else {
            length = 1;
        }
        stage.turnToViewer(at);
        double cosine = (at.normalX * lightX + at.normalY * lightY + at.normalZ * lightZ) / length;
        double lambert = Math.max(0, 0.15 + 0.85 * cosine);
        double share = Math.clamp((cosine - 0.3) / 0.3, 0, 1);
        double toned = 0.42 + 0.48 * share * share * (3 - 2 * share);
        double change = strength * ((1 - TONED) * lambert + TONED * toned - 0.74);
        return 1 + (change > 0 ? BRIGHTER * change : change);
    }

    private static int lit(int argb, double light) {
        double red = light < 1 ? Math.pow(light, 0.85) : light;
        double blue = light < 1 ? Math.pow(light, 1.08) : light;
        int r = (int) Math.min(255, (argb >> 16 & 255) * red + 0.5);
        int g = (int) Math.min(255, (argb >> 8 & 255) * light + 0.5);
        int b = (int) Math.min(255, (argb & 255) * blue + 0.5);
        return (argb & 0xff000000) | (r << 16) | (g << 8) | b;
    }

    /** A hill of Gaussian shape on the face; a negative height makes a hollow. */
    private record Bump(double x, double y, double sigmaX, double sigmaY, double height) {
        void tip(Stage.Surface at) {
            double dx = (at.x - x) / sigmaX;
            double dy = (at.y - y) / sigmaY;
            double square = dx * dx + dy * dy;
            if (square < 12) {
                double h = height * Math.exp(-0.5 * square);
                at.normalX += h * dx / sigmaX;
                at.normalY += h * dy / sigmaY;
            }
        }
    }
}
