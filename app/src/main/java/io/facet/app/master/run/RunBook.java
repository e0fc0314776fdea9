package io.facet.app.master.run;

import io.facet.app.master.output.FormerFailures;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OpenOutput;
import io.facet.app.master.output.OutputWriter;
import io.facet.app.master.output.PathSet;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts what a run has brought, for windows and for the manifest. Confined to the master's loop. */
final class RunBook {
    private final Manifest former;
    private final FormerFailures before;
    /** Failures of former starts that are in the failures file. */
    private final Map<Reason, Long> failedBefore = new EnumMap<>(Reason.class);
    /** Those of them whose images the scan has met in this start, and that were not taken back. */
    private final Map<Reason, Long> keptFailures = new EnumMap<>(Reason.class);

    private final PathSet met = new PathSet();
    private final Set<String> takenBackBefore = new HashSet<>();
    private final Map<Reason, Long> failures = new EnumMap<>(Reason.class);
    private final Map<String, Long> rowsByAgent = new TreeMap<>();
    private final TreeSet<String> deviceClasses = new TreeSet<>();
    private final LatencyHistogram latencies = new LatencyHistogram();
    private long done;
    private long kept;
    private long settled;
    private boolean ordered;

    RunBook(OpenOutput output) {
        this.former = output.manifest();
        this.before = output.failed();
        this.failedBefore.putAll(before.counts());
        this.ordered = former.csv().ordered();
        this.deviceClasses.addAll(former.deviceClasses());
        this.rowsByAgent.putAll(former.agents());
    }

    /** Counts an image that had its outcome before; returns how it had failed, or null if it has rows. */
    Outcome.@Nullable Failed kept(String path) {
        kept++;
        Outcome.Failed failure = before.of(path);
        if (failure != null) {
            met.add(path);
            keptFailures.merge(failure.reason(), 1L, Long::sum);
        }
        return failure;
    }

    /** Whether the image failed in a former start and was met in this one: only then can it be tried again. */
    boolean keepsFailure(String path) {
        return met.contains(path);
    }

    /** Returns whether the manifest has to say something new at once: rows of another class of device. */
    boolean settled(Outcome outcome, String agentName) {
        boolean news = false;
        settled++;
        switch (outcome) {
            case Outcome.Done ok -> {
                done++;
                Outcome.Worker by = ok.by();
                latencies.add((long) by.fetchMicros() + by.decodeMicros() + by.queueMicros() + by.runMicros());
                news = deviceClasses.add(ok.by().deviceClass());
                rowsByAgent.merge(agentName, (long) ok.rows().size(), Long::sum);
            }
            case Outcome.Failed failed -> failures.merge(failed.reason(), 1L, Long::sum);
        }
        return news;
    }

    /** A failure was taken back. What comes of the image now stands outside the order of the scan. */
    void takenBack(String path, Reason reason) {
        if (met.contains(path) && takenBackBefore.add(path)) {
            kept--;
            less(keptFailures, reason);
            less(failedBefore, reason);
        } else {
            less(failures, reason);
        }
        ordered = false;
    }

    private static void less(Map<Reason, Long> counts, Reason reason) {
        counts.computeIfPresent(reason, (r, n) -> n > 1 ? n - 1 : null);
    }

    /** How often an image ended; only grows, whatever is taken back. */
    long settled() {
        return settled;
    }

    long done() {
        return done;
    }

    long kept() {
        return kept;
    }

    /** The kept images without a row, by reason. */
    Map<Reason, Long> keptFailures() {
        return Map.copyOf(keptFailures);
    }

    long ended() {
        return done + sum(failures);
    }

    RunSnapshot.Latency latency() {
        return RunSnapshot.Latency.of(latencies.buckets());
    }

    Map<Reason, Long> failures() {
        return Map.copyOf(failures);
    }

    /** Failures of all starts of the run, images without a face not counted. */
    long failuresInFile() {
        Map<Reason, Long> all = allFailures();
        all.remove(Reason.NO_FACE);
        return sum(all);
    }

    private Map<Reason, Long> allFailures() {
        Map<Reason, Long> all = new TreeMap<>(failedBefore);
        failures.forEach((reason, n) -> all.merge(reason, n, Long::sum));
        return all;
    }

    /** The manifest as it stands when the run ends. */
    Manifest manifest(Manifest.State state, OutputWriter writer, @Nullable String sha256, Clock clock) {
        Map<String, Long> byReason = new TreeMap<>();
        allFailures().forEach((reason, n) -> byReason.put(reason.key(), n));
        Manifest.Csv csv = former.csv();
        return new Manifest(
                former.format(),
                former.facet(),
                former.run(),
                state,
                former.created(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                former.dataset(),
                former.pipeline(),
                former.model(),
                new Manifest.Csv(csv.file(), csv.dimension(), csv.floats(), ordered, writer.rows(), sha256),
                byReason,
                List.copyOf(deviceClasses),
                Map.copyOf(rowsByAgent));
    }

    private static long sum(Map<Reason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
