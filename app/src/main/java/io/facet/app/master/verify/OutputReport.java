package io.facet.app.master.verify;

import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import java.util.List;

/**
 * What a check found.
 *
 * @param files that were looked at
 * @param manifest what they were compared with
 * @param rows whole records in the CSV
 * @param failures whole records in the failures file
 * @param findings what differs; empty if nothing does
 * @param notes what could not be checked and why, as sentences
 */
public record OutputReport(
        OutputFiles files, Manifest manifest, long rows, long failures, List<Finding> findings, List<String> notes) {
    public OutputReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Whether nothing differs. */
    public boolean isSound() {
        return findings.isEmpty();
    }
}
