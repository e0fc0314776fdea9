package io.facet.app.master.history;

import io.facet.app.UserException;
import io.facet.app.master.run.LatencyBuckets;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.schedule.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs for tests of the history. */
final class Sample {
    static final Instant NOON = Instant.parse("2026-05-12T12:00:00Z");

    private Sample() {}

    static PastRun.Subject subject(String dataset) {
        return new PastRun.Subject(
                Path.of("/data", dataset),
                dataset,
                Path.of("/out", dataset + ".csv"),
                "embed",
                "vggface2-resnet50",
                "VGGFace2 ResNet-50",
                "fp16",
                512);
    }

    static PastRun run(String dataset, Instant started) {
        return PastRun.begun(subject(dataset), started);
    }

    static RunSnapshot snapshot(RunSnapshot.State state, long done, double rate) {
        return snapshot(state, done, rate, 20, Map.of());
    }

    /** Of a run that found so many images ended when it was started. */
    static RunSnapshot resumed(long kept, Map<Reason, Long> keptFailures) {
        return snapshot(RunSnapshot.State.RUNNING, 90, 12.5, kept, keptFailures);
    }

    private static RunSnapshot snapshot(
            RunSnapshot.State state, long done, double rate, long kept, Map<Reason, Long> keptFailures) {
        return new RunSnapshot(
                state,
                200,
                false,
                done,
                kept,
                keptFailures,
                Map.of(Reason.UNREADABLE, 2L, Reason.GAVE_UP, 1L, Reason.NO_FACE, 7L),
                3,
                done + 20,
                1000,
                rate,
                new RunSnapshot.Latency(31, 655, 812, new LatencyBuckets(80, List.of(3L, 0L, 1L))),
                Duration.ofSeconds(10),
                null,
                List.of(agent("this computer", 4), agent("lab-pc-07", 8)),
                "");
    }

    private static RunSnapshot.AgentView agent(String name, int slots) {
        return new RunSnapshot.AgentView(name, name, "host", false, slots, "busy", 1, 10, 0, 5.0, List.of(), List.of());
    }

    static RunResult result(RunSnapshot.State state, @Nullable UserException why) {
        return new RunResult(snapshot(state, 100, 0), 3, why);
    }

    static PastRun finished(PastRun run) {
        return run.ended(result(RunSnapshot.State.FINISHED, null), run.started().plusSeconds(11), 9, 6);
    }

    static RunDetails details() {
        return new RunDetails(
                List.of(
                        new AgentShare("lab-pc-07", 1, 70, Duration.ofMillis(8500), 42.4),
                        new AgentShare("this computer", 0, 30, Duration.ofMillis(9000), 18.25)),
                new LatencyBuckets(80, List.of(3L, 0L, 1L)),
                new ThroughputSeries(
                        Duration.ofSeconds(1),
                        List.of(
                                new ThroughputSeries.Line("this computer", 0, List.of(1.0, 2.5, 3.25)),
                                new ThroughputSeries.Line("lab-pc-07", 1, List.of(0.0, 40.0, 42.0))),
                        List.of(new ThroughputSeries.Event(
                                Duration.ofMillis(2100),
                                ThroughputSeries.Kind.LOST,
                                "lab-pc-07",
                                "lab-pc-07 lost · 6 images re-queued"))));
    }
}
