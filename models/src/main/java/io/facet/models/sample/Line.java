package io.facet.models.sample;

import java.util.Arrays;

/**
 * A line of points x0, y0, x1, y1, ... in face coordinates (see {@link FaceModel}). Immutable.
 */
final class Line {
    private static final int STEPS = 6;

    private final double[] xy;

    /** Keeps the array: nobody else may. */
    Line(double[] xy) {
        this.xy = xy;
    }

    static Line ellipse(double x, double y, double radiusX, double radiusY) {
        int n = 28;
        double[] out = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * i / n;
            out[2 * i] = x + radiusX * Math.cos(angle);
            out[2 * i + 1] = y + radiusY * Math.sin(angle);
        }
        return new Line(out);
    }

    /** Catmull and Rom, "A class of local interpolating splines" (1974), with tension 1/2. */
    static Line spline(double[] p, boolean closed) {
        int n = p.length / 2;
        int segments = closed ? n : n - 1;
        double[] out = new double[2 * (segments * STEPS + (closed ? 0 : 1))];
        int at = 0;
        for (int i = 0; i < segments; i++) {
            int before = neighbour(i - 1, n, closed);
            int next = neighbour(i + 1, n, closed);
            int after = neighbour(i + 2, n, closed);
            for (int step = 0; step < STEPS; step++) {
                double t = (double) step / STEPS;
                out[at++] = blend(p[2 * before], p[2 * i], p[2 * next], p[2 * after], t);
                out[at++] = blend(p[2 * before + 1], p[2 * i + 1], p[2 * next + 1], p[2 * after + 1], t);
            }
        }
        if (!closed) {
            out[at++] = p[2 * n - 2];
            out[at] = p[2 * n - 1];
        }
        return new Line(out);
    }

    private static int neighbour(int i, int n, boolean closed) {
        return closed ? Math.floorMod(i, n) : Math.clamp(i, 0, n - 1);
    }

    private static double blend(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    /** The number that lies {@code share} of the way from a to b. */
    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    int size() {
        return xy.length / 2;
    }

    double x(int i) {
        return xy[2 * i];
    }

    double y(int i) {
        return xy[2 * i + 1];
    }

    /** The same line with left and right exchanged if {@code side} is -1. */
    Line side(int side) {
        double[] out = xy.clone();
        for (int i = 0; i < out.length; i += 2) {
            out[i] *= side;
        }
        return new Line(out);
    }

    /** Without its first and last {@code points}. */
    Line trimmed(int points) {
        return new Line(Arrays.copyOfRange(xy, 2 * points, xy.length - 2 * points));
    }

    Line reversed() {
        double[] out = new double[xy.length];
        for (int i = 0; i < size(); i++) {
            out[2 * i] = x(size() - 1 - i);
            out[2 * i + 1] = y(size() - 1 - i);
        }
        return new Line(out);
    }

    Line then(Line other) {
        double[] out = Arrays.copyOf(xy, xy.length + other.xy.length);
        System.arraycopy(other.xy, 0, out, xy.length, other.xy.length);
        return new Line(out);
    }

    /** The outline of a stroke along this line that is {@code thickness} wide in its middle and pointed at its ends. */
    Line brush(double thickness, double startShare, double endShare) {
        int n = size();
        double[] out = new double[4 * n];
        for (int i = 0; i < n; i++) {
            int a = Math.max(0, i - 1);
            int b = Math.min(n - 1, i + 1);
            double dx = x(b) - x(a);
            double dy = y(b) - y(a);
            double length = Math.max(1e-9, Math.hypot(dx, dy));
            double t = (double) i / (n - 1);
            double ends = t < 0.5 ? startShare : endShare;
            double half = thickness / 2 * (ends + (1 - ends) * Math.sin(Math.PI * t));
            int mirror = 2 * n - 1 - i;
            out[2 * i] = x(i) - dy / length * half;
            out[2 * i + 1] = y(i) + dx / length * half;
            out[2 * mirror] = x(i) + dy / length * half;
            out[2 * mirror + 1] = y(i) - dx / length * half;
        }
        return new Line(out);
    }
}
