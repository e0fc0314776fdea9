package io.facet.models.sample;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * Maps face coordinates to pixels under a pose: the features lie on an ellipsoid and really turn with it, while the
 * outline of the head keeps its shape and only moves, as outlines do. Immutable.
 */
final class Stage {
    /** Depth of the head's ellipsoid from its middle to the tip of the face, and its half height. */
    static final double DEPTH = 0.85;

    static final double TALL = 1.2;

    /** How far the chin lies before the plane of the ears. */
    private static final double CHIN = 0.5;

    private static final double NECK = 1.05;
    private static final double HEAD_SHARE = 0.275;
    private static final double CENTRE_Y = 0.465;

    private final double unit;
    private final double originX;
    private final double originY;
    private final double wide;
    private final double sinTurn;
    private final double cosTurn;
    private final double sinTilt;
    private final double cosTilt;
    private final double sinRoll;
    private final double cosRoll;

    Stage(FaceModel.Head head, FaceView view, int width, int height) {
        FaceView.Framing framing = view.framing();
        unit = HEAD_SHARE * height * framing.scale();
        originX = width / 2.0 + framing.shiftX() * height;
        originY = CENTRE_Y * height + framing.shiftY() * height;
        wide = head.width() * 1.08;
        FaceView.Pose pose = view.pose();
        sinTurn = Math.sin(pose.turn());
        cosTurn = Math.cos(pose.turn());
        sinTilt = Math.sin(pose.tilt());
        cosTilt = Math.cos(pose.tilt());
        sinRoll = Math.sin(pose.roll());
        cosRoll = Math.cos(pose.roll());
    }

    /** Where a point of the face goes. */
    @FunctionalInterface
    interface Mapping {
        Point2D map(double x, double y);
    }

    double unit() {
        return unit;
    }

    double sinTurn() {
        return sinTurn;
    }

    /** Points on the skin, or {@code lift} in front of it. */
    Mapping skin(double lift) {
        return (x, y) -> rotated(x, y, depthAt(x, y) + lift);
    }

    /** Points of the outline, {@code behind} the plane of the ears. */
    Mapping rim(double behind) {
        double stretchX = Math.sqrt(wide * wide * cosTurn * cosTurn + DEPTH * DEPTH * sinTurn * sinTurn) / wide;
        double stretchY = Math.sqrt(TALL * TALL * cosTilt * cosTilt + DEPTH * DEPTH * sinTilt * sinTilt) / TALL;
        return (x, y) -> {
            double down = Math.clamp((y + 0.1) / 1.1, 0, 1);
            double forward = CHIN * down * down - behind;
            return rolled(x * stretchX + forward * sinTurn, y * stretchY - forward * sinTilt);
        };
    }

    /** Points in the plane of the ears. */
    Mapping ears() {
        return (x, y) -> rotated(x, y, -0.04);
    }

    /** Neck, shoulders and what is fixed to them: they follow the head only a little. */
    Mapping body() {
        return (x, y) -> pixel(x + 0.12 * sinTurn + 0.1 * sinRoll, y);
    }

    Path2D path(Line line, Mapping mapping, boolean closed) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO, line.size() + 1);
        append(path, line, mapping);
        if (closed) {
            path.closePath();
        }
        return path;
    }

    void append(Path2D path, Line line, Mapping mapping) {
        for (int i = 0; i < line.size(); i++) {
            Point2D p = mapping.map(line.x(i), line.y(i));
            if (path.getCurrentPoint() == null) {
                path.moveTo(p.getX(), p.getY());
            } else {
                path.lineTo(p.getX(), p.getY());
            }
        }
    }

    /** The outward normal of the head's ellipsoid and the face point at a pixel: see {@link Surface}. */
    void lookUp(double pixelX, double pixelY, Surface out) {
        double px = (pixelX - originX) / unit;
        double py = (pixelY - originY) / unit - NECK;
        double u = px * cosRoll + py * sinRoll;
        double v = -px * sinRoll + py * cosRoll + NECK;
        double ax = wide * wide;
        double ay = TALL * TALL;
        double az = DEPTH * DEPTH;
        // p = rotation^-1 (u, v, t) is a line in t; where it meets the ellipsoid is a quadratic equation.
        double x0 = u * cosTurn + v * sinTilt * sinTurn;
        double xt = -cosTilt * sinTurn;
        double y0 = v * cosTilt;
        double yt = sinTilt;
        double z0 = u * sinTurn - v * sinTilt * cosTurn;
        double zt = cosTilt * cosTurn;
        double a = xt * xt / ax + yt * yt / ay + zt * zt / az;
        double b = x0 * xt / ax + y0 * yt / ay + z0 * zt / az;
        double c = x0 * x0 / ax + y0 * y0 / ay + z0 * z0 / az - 1;
        double root = b * b - a * c;
        double t = (-b + Math.sqrt(Math.max(0, root))) / a;
        out.x = x0 + xt * t;
        out.y = y0 + yt * t;
        out.z = z0 + zt * t;
        out.inside = root > 0;
        out.normalX = out.x / ax;
        out.normalY = out.y / ay;
        out.normalZ = out.z / az;
    }

    /** A direction of the face as the viewer sees it. */
    void turnToViewer(Surface s) {
        double x = s.normalX * cosTurn + s.normalZ * sinTurn;
        double z = -s.normalX * sinTurn + s.normalZ * cosTurn;
        double y = s.normalY * cosTilt - z * sinTilt;
        double depth = s.normalY * sinTilt + z * cosTilt;
        s.normalX = x * cosRoll - y * sinRoll;
        s.normalY = x * sinRoll + y * cosRoll;
        s.normalZ = depth;
    }

    /** What {@link #lookUp} fills in: the point in face coordinates and the normal there, of any length. */
    static final class Surface {
        double x;
        double y;
        double z;
        double normalX;
        double normalY;
        double normalZ;
        boolean inside;
    }

    private double depthAt(double x, double y) {
        double rest = 1 - x * x / (wide * wide) - y * y / (TALL * TALL);
        return DEPTH * Math.sqrt(Math.max(0.02, rest));
    }

    private Point2D rotated(double x, double y, double z) {
        double x1 = x * cosTurn + z * sinTurn;
        double z1 = -x * sinTurn + z * cosTurn;
        return rolled(x1, y * cosTilt - z1 * sinTilt);
    }

    private Point2D rolled(double x, double y) {
        double v = y - NECK;
        return pixel(x * cosRoll - v * sinRoll, x * sinRoll + v * cosRoll + NECK);
    }

    private Point2D pixel(double x, double y) {
        return new Point2D.Double(originX + x * unit, originY + y * unit);
    }
}
