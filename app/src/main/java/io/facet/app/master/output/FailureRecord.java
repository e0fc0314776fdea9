package io.facet.app.master.output;

import io.facet.app.master.schedule.Reason;
import java.util.Optional;

/**
 * An image without a row, as the failures file has it.
 *
 * @param label empty for images in the dataset folder itself
 * @param path relative to the dataset, with {@code /}
 * @param reason as written in the file; {@link #knownReason} for those of this version
 * @param message a sentence for the user
 * @param attempts how often it was tried; 0 if it never came to an agent
 */
public record FailureRecord(String label, String path, String reason, String message, int attempts) {
    /** The reason, if this version knows it. */
    public Optional<Reason> knownReason() {
        return Reason.ofKey(reason);
    }

    static FailureRecord of(CsvRecords record) {
        return new FailureRecord(
                record.text(0), record.text(1), record.text(2), record.text(3), attempts(record.text(4)));
    }

    private static int attempts(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
