package io.facet.app.master.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long the rest of a run takes, as a range: from how much the rate has varied from one spell of a few seconds to the
 * next during the last two minutes. Not thread-safe.
 */
final class Forecast {
    private static final long SPELL = TimeUnit.SECONDS.toNanos(3);
    private static final int SPELLS = 40;
    /** With fewer spells nothing is known about how they vary. */
    private static final int ENOUGH = 4;
    /** What is usual before that much is known. */
    private static final double USUAL_SPREAD = 0.5;
    /** Neighbouring spells resemble each other, so the mean is less certain than independent ones would make it. */
    private static final double CERTAINTY = 3;

    private static final double LARGEST_SPREAD = 0.9;

    private final Deque<Double> rates = new ArrayDeque<>();
    private long spellStart;
    private long spellCount;
    private boolean begun;

    /**
     * To be called several times a second.
     *
     * @param running nanoseconds of the run's own clock, which stands still in pauses
     * @param count images so far
     */
    void sample(long running, long count) {
        if (!begun) {
            begun = true;
            spellStart = running;
            spellCount = count;
        } else if (running - spellStart >= SPELL) {
            rates.addLast((count - spellCount) / ((running - spellStart) / 1e9));
            if (rates.size() > SPELLS) {
                rates.removeFirst();
            }
            spellStart = running;
            spellCount = count;
        }
    }

    /** The time for {@code images} more, of which so many are done per second now; empty if that is none. */
    Optional<RunSnapshot.Range> left(long images, double perSecond) {
        if (perSecond <= 0) {
            return Optional.empty();
        }
        double spread = spread();
        double slow = perSecond * (1 - spread);
        double fast = perSecond * (1 + spread);
        return Optional.of(
                new RunSnapshot.Range(duration(images / fast), duration(images / perSecond), duration(images / slow)));
    }

    /** By which share the rate of the rest may differ from what it seems to be. */
    private double spread() {
        if (rates.size() < ENOUGH) {
            return USUAL_SPREAD;
        }
        double mean = rates.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        if (mean <= 0) {
            return USUAL_SPREAD;
        }
        double variance = rates.stream()
                        .mapToDouble(rate -> (rate - mean) * (rate - mean))
                        .sum()
                / (rates.size() - 1);
        return Math.min(LARGEST_SPREAD, CERTAINTY * Math.sqrt(variance / rates.size()) / mean);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (1000 * seconds));
    }
}
