package io.facet.app.master.scan;

/** What a walk through a dataset comes upon. */
public sealed interface ScanEntry {

    ImageItem item();

    /** An image to work on. */
    record Image(ImageItem item) implements ScanEntry {}

    /**
     * A file or folder that should have been read and cannot be.
     *
     * @param item what it is called; size 0
     * @param why a sentence for the user
     */
    record Unusable(ImageItem item, String why) implements ScanEntry {}
}
