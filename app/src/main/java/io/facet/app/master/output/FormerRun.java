package io.facet.app.master.output;

import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * What a former run left in the files of an output.
 *
 * @param rows in the CSV
 * @param failures in the failures file, after those were taken out that are to be tried again
 * @param digest has seen the whole records of the CSV
 * @param ended paths that have an outcome
 * @param failed those of them without a row
 */
record FormerRun(
        CsvTail.Found rows, CsvTail.Found failures, MessageDigest digest, PathSet ended, FormerFailures failed) {

    /** There was none. */
    static FormerRun none() {
        CsvTail.Found nothing = new CsvTail.Found(0, 0, 0);
        return new FormerRun(nothing, nothing, Sha256.begin(), new PathSet(), new FormerFailures());
    }

    /**
     * Reads both files. The CSV is left as it is; so is the failures file, unless failures are to be tried again.
     *
     * @param beforeChange called when both are read and nothing is changed yet, if something will be
     * @throws io.facet.app.UserException OUTPUT_MISMATCH or OUTPUT_DAMAGED
     */
    static FormerRun read(OutputRequest request, AppendFile csv, AppendFile failures, Runnable beforeChange)
            throws IOException {
        MessageDigest digest = Sha256.begin();
        PathSet ended = new PathSet();
        String header = request.format().header();
        CsvTail.Found rows =
                new CsvTail(csv.path(), header, 2, digest, fields -> ended.add(fields[1])).read(csv.read());
        if (request.retryFailed() && failures.size() > 0) {
            FailureRecords.remove(failures, fields -> !fields[2].equals(Reason.NO_FACE.key()), beforeChange);
        }
        FormerFailures failed = new FormerFailures();
        int all = FailureFormat.COLUMNS;
        CsvTail.Found found = new CsvTail(failures.path(), FailureFormat.HEADER, all, Sha256.begin(), fields -> {
                    if (ended.add(fields[1])) {
                        failed.add(fields[1], FailureFormat.parse(fields));
                    }
                })
                .read(failures.read());
        return new FormerRun(rows, found, digest, ended, failed);
    }
}
