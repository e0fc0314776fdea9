package io.facet.models.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists the points of a {@link Line} in face coordinates, one after the other. For one thread. */
final class Knots {
    private final List<double[]> points = new ArrayList<>();

    private Knots() {}

    static Knots at(double x, double y) {
        return new Knots().to(x, y);
    }

    Knots to(double x, double y) {
        points.add(new double[] {x, y});
        return this;
    }

    /** The points so far once more, in reverse order and with left and right exchanged; those in the middle only once. */
    Knots mirrored() {
        for (int i = points.size() - 1; i >= 0; i--) {
            double[] p = points.get(i);
            if (p[0] != 0) {
                to(-p[0], p[1]);
            }
        }
        return this;
    }

    /** A smooth line through the points, from the first to the last. */
    Line curve() {
        return Line.spline(xy(), false);
    }

    /** A smooth closed line through the points. */
    Line loop() {
        return Line.spline(xy(), true);
    }

    /** Straight from point to point. */
    Line straight() {
        return new Line(xy());
    }

    private double[] xy() {
        return points.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
