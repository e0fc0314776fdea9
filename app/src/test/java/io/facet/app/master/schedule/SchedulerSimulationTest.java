package io.facet.app.master.schedule;

import org.junit.jupiter.api.Test;

/**
 * Many random histories of a run. To play one again: {@code -Dfacet.seed=NUMBER}.
 */
class SchedulerSimulationTest {
    private static final int SEEDS = 4000;
    private static final int LAST_LINES = 40;

    @Test
    void everyHistoryKeepsThePromisesAndComesToItsEnd() {
        Long one = Long.getLong("facet.seed");
        if (one != null) {
            play(one);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) {
        try {
            new SimulatedRun(seed).play();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed %d: %s%n%s".formatted(seed, e.getMessage(), replay(seed)), e);
        }
    }

    /** The last things that happened, from playing the same history again. */
    private static String replay(long seed) {
        SimulatedRun again = new SimulatedRun(seed);
        again.master().account.tracing = true;
        try {
            again.play();
            return "It does not fail when it is played again.";
        } catch (AssertionError | RuntimeException same) {
            var trace = again.master().account.trace;
            return String.join("\n", trace.subList(Math.max(0, trace.size() - LAST_LINES), trace.size()));
        }
    }
}
