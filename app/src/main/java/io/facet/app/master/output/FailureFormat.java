package io.facet.app.master.output;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;

/** The columns and records of {@code embeddings.failures.csv}. */
final class FailureFormat {
    static final String HEADER = "label,path,reason,message,attempts";
    static final int COLUMNS = 5;

    private FailureFormat() {}

    static void append(RowBytes out, ImageItem item, Outcome.Failed failed) {
        out.record(
                item.label(),
                item.path(),
                failed.reason().key(),
                failed.message(),
                Integer.toString(failed.attempts()));
    }
}
