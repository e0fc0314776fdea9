package io.facet.app.master.output;

/** Told how far the reading of a large file is, and asked whether to go on. Called on the thread that reads. */
public interface ReadProgress {
    /** Is not told and never cancels. */
    ReadProgress NONE = (done, total) -> {};

    /**
     * Called several times a second, and once at the end.
     *
     * @param done of what is read
     * @param total of it; 0 if that is not known
     */
    void at(long done, long total);

    /** Whether whoever asked for it no longer wants it. */
    default boolean cancelled() {
        return false;
    }
}
