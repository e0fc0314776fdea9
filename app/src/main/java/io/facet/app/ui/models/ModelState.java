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

    /** Something is done to get it; how far it is changes without another state. */
    record Busy(ModelJob job) implements ModelState {}

    /** The last attempt to get it failed. */
    record Failed(String reason) implements ModelState {}
}
