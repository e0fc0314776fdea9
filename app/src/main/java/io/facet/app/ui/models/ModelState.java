package io.facet.app.ui.models;

/** Where a model stands on this computer. */
sealed interface ModelState {
    /** It can be run. */
    record Ready() implements ModelState {}

    /** The run that goes on uses it. */
    record InUse() implements ModelState {}

    /** It can be downloaded. */
    record Missing() implements ModelState {}

    /** Its file has to come from the user. */
    record ImportOnly() implements ModelState {}

    /**
     * Something is done to get it.
     *
     * @param fraction from 0 to 1; negative if nobody knows
     * @param step what is being done, as text for people; may be empty
     */
    record Busy(Work work, double fraction, String step) implements ModelState {}

    /** The last attempt to get it failed. */
    record Failed(String reason) implements ModelState {}

    /** What is done to get a model. */
    enum Work {
        DOWNLOAD,
        IMPORT,
        CONVERT
    }
}
