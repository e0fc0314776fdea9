package io.facet.app.master.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long the rest of a run takes, as a range: between the rate of the last seconds and that of the last two minutes, and
 * as much beyond them as the rate has varied from one spell of a few seconds to the next. Not thread-safe.
 */
final class Forecast {
    private static final long SPELL = TimeUnit.SECONDS.toNanos(3);
    private static final int SPELLS = 40;
    /** With fewer spells nothing is known about how they vary. */
    private static final int ENOUGH = 4;
    /** What is usual before that much is known. */
    private static final double USUAL_SPREAD = 0.5;
    /** Standard errors of the mean on either side. */
    private static final double CERTAINTY = 2;
    /** However much a rate varies, no end is said to be further away than ten times the best guess. */
    private static final double SLOWEST = 0.1;

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
        double mean = perSecond;
        double beyond = USUAL_SPREAD * perSecond;
        if (rates.size() >= ENOUGH) {
            mean = rates.stream().mapToDouble(Double::doubleValue).average().orElse(perSecond);
            beyond = CERTAINTY * standardError(mean);
        }
        double fast = Math.max(mean, perSecond) + beyond;
        double slow = Math.max(Math.min(mean, perSecond) - beyond, SLOWEST * perSecond);
        return Optional.of(
                new RunSnapshot.Range(duration(images / fast), duration(images / perSecond), duration(images / slow)));
    }

    private double standardError(double mean) {
        double squares = rates.stream()
                .mapToDouble(rate -> (rate - mean) * (rate - mean))
                .sum();
        return Math.sqrt(squares / (rates.size() - 1) / rates.size());
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (1000 * seconds));
    }
}
