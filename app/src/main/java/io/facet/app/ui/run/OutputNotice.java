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
     * @param left images of the dataset that have no outcome there; negative while they are not counted
     */
    record Resumes(long rows, int ended, int failed, int left) implements OutputNotice {
        /** Nothing is known of the dataset yet. */
        static final int UNKNOWN = -1;

        Resumes withLeft(int images) {
            return new Resumes(rows, ended, failed, images);
        }

        /** Whether no image was left when they were counted; there may be new ones since. */
        boolean complete() {
            return left == 0;
        }
    }

    /**
     * It is there and cannot be continued.
     *
     * @param why a sentence
     */
    record Differs(String why) implements OutputNotice {}

    /** It is there and will be replaced. */
    record Replaces() implements OutputNotice {}
}
