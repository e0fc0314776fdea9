package io.facet.agent.work;

import io.facet.protocol.Limits;

/**
 * How many more images to ask for: enough to be busy for half a second, so that neither the wire nor the master's
 * pauses are felt, and no more, so that other agents find work when little is left. Not thread-safe.
 */
final class DemandWindow {
    private static final double SECONDS_AHEAD = 0.5;

    private final int parallel;
    private int open;

    /**
     * Counts for an agent that works on {@code parallel} images at a time: slots times batch.
     */
    DemandWindow(int parallel) {
        this.parallel = parallel;
    }

    /** The master has lent {@code images} of those asked for. */
    void leased(int images) {
        open = Math.max(0, open - images);
    }

    /** The master counts anew, or was told that nothing more is wanted: nothing is asked for any more. */
    void reset() {
        open = 0;
    }

    /**
     * How many images to ask for now; 0 if it is not worth a message.
     *
     * @param held images between lease and acknowledgement
     * @param imagesPerSecond of all slots together; 0 if not known yet
     */
    int more(int held, double imagesPerSecond) {
        int least = Math.min(2 * parallel, Limits.CREDITS);
        int wanted = Math.clamp(Math.round(imagesPerSecond * SECONDS_AHEAD), least, Limits.CREDITS);
        int missing = wanted - held - open;
        if (missing < Math.max(1, wanted / 4)) {
            return 0;
        }
        open += missing;
        return missing;
    }
}
