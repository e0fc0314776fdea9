package io.facet.app.models;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many images per second a model file embeds, by images per run of the model. Immutable.
 *
 * @param sha256 of the file
 * @param device that it was measured on, as text for people
 * @param measured when
 * @param points by rising batch
 * @param fixedBatch whether the file takes no other batch than the one that was measured
 */
public record SpeedCurve(String sha256, String device, Instant measured, List<Point> points, boolean fixedBatch) {
    private static final double NEAR_BEST = 0.9;

    public SpeedCurve {
        points = List.copyOf(points);
    }

    /** A batch and its images per second. */
    public record Point(int batch, double imagesPerSecond) {}

    /** The smallest batch within a tenth of the best speed; empty without points. */
    public Optional<Point> advised() {
        double best = points.stream().mapToDouble(Point::imagesPerSecond).max().orElse(0);
        return points.stream()
                .filter(p -> p.imagesPerSecond() >= NEAR_BEST * best)
                .findFirst();
    }
}
