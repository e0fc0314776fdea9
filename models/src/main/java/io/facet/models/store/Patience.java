package io.facet.models.store;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How a waiting thread learns that nobody wants the outcome any more: the caller says so, or the thread is interrupted.
 *
 * @param cancelled asked a few times a second
 */
record Patience(BooleanSupplier cancelled) {
    /** How long a wait may go on before the question is asked again. */
    static final Duration STEP = Duration.ofMillis(50);

    /** Throws a {@link CancellationException} if the outcome is not wanted any more. */
    void check() {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }

    /** Waits that long, or until the outcome is not wanted any more. */
    void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            check();
            LockSupport.parkNanos(Math.min(left, STEP.toNanos()));
        }
        check();
    }
}
