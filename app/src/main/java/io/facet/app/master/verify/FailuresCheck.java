package io.facet.app.master.verify;

import io.facet.app.UserException;
import io.facet.app.master.output.FailureRecord;
import io.facet.app.master.output.FailuresFile;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.PathSet;
import io.facet.models.yaml.Quoted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks the failures file: that no image in it has a row or another failure, and that the manifest counts them right. */
final class FailuresCheck {
    private static final int PAGE = 4096;

    private final Manifest manifest;
    private final Findings findings;
    private final Map<String, Long> byReason = new TreeMap<>();

    FailuresCheck(Manifest manifest, Findings findings) {
        this.manifest = manifest;
        this.findings = findings;
    }

    /**
     * Reads the file. Returns how many failures are in it.
     *
     * @param done paths that have a row
     */
    long check(Path file, PathSet done) {
        long said =
                manifest.failures().values().stream().mapToLong(Long::longValue).sum();
        if (!Files.exists(file)) {
            if (said > 0) {
                findings.add(Finding.Kind.FAILURES, "%s is missing; the manifest counts %,d failures.", file, said);
            }
            return 0;
        }
        try {
            FailuresFile failures = FailuresFile.open(file);
            PathSet failed = new PathSet();
            for (long from = 0; from < failures.size(); from += PAGE) {
                page(failures.read(from, PAGE), done, failed);
            }
            compare();
            return failures.size();
        } catch (UserException e) {
            findings.add(Finding.Kind.FAILURES, "%s", e.getMessage());
            return 0;
        }
    }

    /** While a run goes on, failures come after the last stamp of the manifest; what ends it may keep some from the file. */
    private void compare() {
        boolean right = switch (manifest.state()) {
            case FINISHED -> byReason.equals(new TreeMap<>(manifest.failures()));
            case INTERRUPTED ->
                byReason.entrySet().stream()
                        .allMatch(e -> e.getValue() <= manifest.failures().getOrDefault(e.getKey(), 0L));
            case RUNNING -> true;
        };
        if (!right) {
            findings.add(
                    Finding.Kind.FAILURES,
                    "The failures file holds %s; the manifest says %s.",
                    text(byReason),
                    text(manifest.failures()));
        }
    }

    private void page(List<FailureRecord> page, PathSet done, PathSet failed) {
        for (FailureRecord failure : page) {
            String path = failure.path();
            byReason.merge(failure.reason(), 1L, Long::sum);
            if (done.contains(path)) {
                findings.tally(
                        Finding.Kind.PATH_IN_BOTH,
                        n -> n == 1 ? "1 image has a row and a failure" : n + " images have a row and a failure",
                        () -> Quoted.bare(path));
            }
            if (!failed.add(path)) {
                findings.tally(
                        Finding.Kind.FAILURES,
                        n -> n == 1 ? "1 image has two failures" : n + " failures are of images that have one already",
                        () -> Quoted.bare(path));
            }
        }
    }

    private static String text(Map<String, Long> byReason) {
        return byReason.isEmpty() ? "none" : new TreeMap<>(byReason).toString().replaceAll("[{}]", "");
    }
}
