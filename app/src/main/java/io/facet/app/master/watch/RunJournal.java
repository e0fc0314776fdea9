package io.facet.app.master.watch;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;

/**
 * Is told what happens to each image of a run, and what happens to the run. Called on the master's loop, thousands of
 * times a second: must return at once and must not throw.
 */
public interface RunJournal {

    /** Keeps nothing: for the command line. */
    RunJournal NONE = new RunJournal() {};

    /** A run begins. What was told before was of another one. */
    default void began() {}

    /** The image had its rows before this start of the run. */
    default void kept(ImageItem item) {}

    /** The image had failed before this start of the run, which leaves it so. */
    default void failedBefore(ImageItem item, Outcome.Failed failure) {}

    /** The image is lent to an agent; which slot takes it is known when it has ended. */
    default void leased(ImageItem item, String agentId, String agentName, int attempt) {}

    /** The image is not lent any more and waits again: its agent is gone, or a try has failed. */
    default void requeued(ImageItem item) {}

    /** The image has ended. */
    default void settled(ImageItem item, Outcome outcome) {}

    /** The failure of an image was taken back: it waits again. */
    default void retried(ImageItem item) {}

    /** Something happened that people want to know; for IMAGE_FAILED, after {@link #settled}. */
    default void event(RunEvent event) {}

    /**
     * Time goes on: five times a second from the beginning to the end.
     *
     * @param lending false while the run is paused
     */
    default void tick(boolean lending) {}
}
