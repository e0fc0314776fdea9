package io.facet.agent.work;

import io.facet.protocol.Limits;

/**
 * How many more images to ask for: enough to be busy for a second, so that neither the wire nor the master's
 * pauses are felt, and no more, so that other agents find work when little is left. Not thread-safe.
 */
final class DemandWindow {
    private static final double SECONDS_AHEAD = 1.0;

    /** Rows that wait for their message, or for the master's answer, do not keep a slot busy. */
    private static final int FINISHED_UNCOUNTED = 2 * Outbox.WORTH_A_MESSAGE;

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
     * @param finished those of them that are worked off and only wait to be acknowledged
     * @param imagesPerSecond of all slots together; 0 if not known yet
     */
    int more(int held, int finished, double imagesPerSecond) {
        int least = Math.min(2 * parallel, Limits.CREDITS);
        int wanted = Math.clamp(Math.round(imagesPerSecond * SECONDS_AHEAD), least, Limits.CREDITS);
        int ahead = held - Math.min(finished, FINISHED_UNCOUNTED) + open;
        int missing = Math.min(wanted - ahead, Limits.CREDITS - held - open);
        if (missing < Math.max(1, wanted / 4)) {
            return 0;
        }
        open += missing;
        return missing;
    }
}
