package io.facet.app.master.watch;

/**
 * An image of a dataset as a row of a table. Immutable.
 *
 * @param index of the row on its board; stays the same for the life of the board
 * @param path relative to the dataset, with {@code /}
 * @param label first folder below the dataset; empty in the root
 * @param size bytes, when it was scanned
 * @param state where in the run it is
 * @param agent name of the agent that has it or had it last; empty if none
 * @param slot of that agent on which it was done; empty until that is known
 * @param micros from being fetched to leaving the model, in microseconds; 0 until it is done
 * @param attempts how often it was lent in this run
 * @param reason stable key of why it has no row, as in the failures file; empty if it has not failed
 * @param message a sentence that says more; empty if it has not failed
 */
public record ImageRow(
        int index,
        String path,
        String label,
        long size,
        State state,
        String agent,
        String slot,
        int micros,
        int attempts,
        String reason,
        String message) {

    /** Where in a run an image is. */
    public enum State {
        /** It waits for an agent. */
        QUEUED,
        /** An agent has it. */
        RUNNING,
        /** Its rows are made. */
        DONE,
        /** It ended without a row; the reason says why. */
        FAILED,
        /** It was looked at and there is no face in it. */
        NO_FACE,
        /** It had its outcome before this start of the run. */
        KEPT
    }
}
