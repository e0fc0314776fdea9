package io.facet.models.store;

/** Told how far a long operation is, on the thread that does it; returns quickly. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /**
     * Called after each piece.
     *
     * @param done bytes so far; may fall when a download has to start over
     * @param total bytes in all
     */
    void at(long done, long total);
}
