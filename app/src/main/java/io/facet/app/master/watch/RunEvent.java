package io.facet.app.master.watch;

import java.time.Instant;

/**
 * Something that happened in a run and that people want to know. Immutable.
 *
 * @param sequence rises by one from event to event of a run
 * @param time of the master's clock
 * @param kind what happened
 * @param agent name of the agent that it is about; empty if it is about none
 * @param text a sentence; for IMAGE_FAILED it holds the path and the reason
 */
public record RunEvent(long sequence, Instant time, Kind kind, String agent, String text) {

    /** What happened. */
    public enum Kind {
        STARTED,
        PAUSED,
        RESUMED,
        AGENT_JOINED,
        AGENT_LOST,
        AGENT_LEFT,
        AGENT_DRAINING,
        /** An agent takes images again. */
        AGENT_BACK,
        /** An agent cannot take part in the run. */
        AGENT_REFUSED,
        IMAGE_FAILED,
        /** Failed images were taken up again. */
        RETRIED,
        /** No more images are lent; the run stops when the last one is back. */
        STOPPING,
        STOPPED,
        FINISHED,
        /** The run could not go on. */
        FAILED;

        /** Whether a chart marks it: what explains a step in the throughput. */
        public boolean isMark() {
            return this != IMAGE_FAILED && this != RETRIED;
        }
    }
}
