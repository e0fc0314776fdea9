package io.facet.app.ui.run;

/** What will become of the CSV that a run would write. Immutable. */
sealed interface OutputNotice {
    /** It is not known yet, or there is nothing to say. */
    record Nothing() implements OutputNotice {}

    /**
     * It is there and will be continued.
     *
     * @param rows that are kept
     * @param ended images that do not run again
     * @param failed those of them that failed
     */
    record Resumes(long rows, int ended, int failed) implements OutputNotice {}

    /**
     * It is there and cannot be continued.
     *
     * @param why a sentence
     */
    record Differs(String why) implements OutputNotice {}

    /** It is there and will be replaced. */
    record Replaces() implements OutputNotice {}
}
