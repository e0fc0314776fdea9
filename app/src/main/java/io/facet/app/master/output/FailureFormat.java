package io.facet.app.master.output;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;

/** The columns and records of {@code embeddings.failures.csv}. */
final class FailureFormat {
    static final String HEADER = "label,path,reason,message,attempts";
    static final int COLUMNS = 5;

    private FailureFormat() {}

    /** What a record says, from all its fields. */
    static Outcome.Failed parse(String[] fields) {
        int attempts = fields[4].matches("[0-9]{1,9}") ? Integer.parseInt(fields[4]) : 0;
        return new Outcome.Failed(Reason.ofKey(fields[2]).orElse(Reason.GAVE_UP), fields[3], attempts);
    }

    static void append(RowBytes out, ImageItem item, Outcome.Failed failed) {
        out.record(
                item.label(),
                item.path(),
                failed.reason().key(),
                failed.message(),
                Integer.toString(failed.attempts()));
    }
}
