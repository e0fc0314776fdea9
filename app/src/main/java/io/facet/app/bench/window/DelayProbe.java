package io.facet.app.bench.window;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Posts a piece of work to a thread every ten milliseconds, whether or not the one before has been run, and measures how
 * long each waits. For one thread.
 */
final class DelayProbe {
    private static final Duration PERIOD = Duration.ofMillis(10);

    private final Executor thread;
    private final Delays delays = new Delays();

    /**
     * Measures a thread.
     *
     * @param thread runs work later, never at once
     */
    DelayProbe(Executor thread) {
        this.thread = thread;
    }

    /** Measures for so long and waits for the last answer. */
    void measure(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            long posted = System.nanoTime();
            thread.execute(() -> delays.add(System.nanoTime() - posted));
            Thread.sleep(PERIOD);
        }
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        thread.execute(() -> answered.complete(true));
        answered.join();
    }

    /** All that was measured; between two measurements and after the last one. */
    Delays delays() {
        return delays;
    }
}
