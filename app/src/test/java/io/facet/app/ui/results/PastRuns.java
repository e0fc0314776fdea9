package io.facet.app.ui.results;

import io.facet.app.master.history.AgentShare;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.history.RunDetails;
import io.facet.app.master.history.RunHistory;
import io.facet.app.master.history.ThroughputSeries;
import io.facet.app.master.run.LatencyBuckets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs for a history, with figures like those of a farm of four agents. */
public final class PastRuns {
    private PastRuns() {}

    static PastRun run(String id, String dataset, Path csv, PastRun.State state, Instant started) {
        boolean whole = state == PastRun.State.FINISHED;
        return new PastRun(
                id,
                new PastRun.Subject(
                        Path.of("/data").resolve(dataset).toAbsolutePath(),
                        dataset,
                        csv,
                        "embed",
                        "vggface2-resnet50",
                        "VGGFace2 ResNet-50",
                        "fp32",
                        512),
                state,
                started,
                state == PastRun.State.RUNNING ? null : started.plusSeconds(232),
                new PastRun.Counts(17_534, whole ? 17_531 : 9_412, 0, whole ? 3 : 0, 0, 9, 6),
                new PastRun.Speed(Duration.ofSeconds(232), 75.6, 84.1, 31, 655, 812),
                14,
                4,
                state == PastRun.State.FAILED ? "No agent could prepare the run." : "");
    }

    static RunDetails details() {
        List<String> agents = List.of("this computer", "lab-pc-07", "lab-pc-12", "render-02");
        double[] rates = {18.2, 42.4, 12.1, 8.9};
        List<ThroughputSeries.Line> lines = new ArrayList<>();
        List<AgentShare> shares = new ArrayList<>();
        for (int a = 0; a < agents.size(); a++) {
            List<Double> points = new ArrayList<>();
            for (int i = 0; i < 232; i++) {
                boolean gone = (a == 3 && i > 90) || (i > 150 && i < 180);
                double rate = gone ? 0 : rates[a] * Math.min(1, i / 12.0) * (1 + 0.05 * Math.sin(i * 0.7 + a));
                // The history keeps hundredths.
                points.add(Math.round(rate * 100) / 100.0);
            }
            lines.add(new ThroughputSeries.Line(agents.get(a), a, points));
            long images = List.of(4_213L, 9_842L, 2_791L, 685L).get(a);
            shares.add(new AgentShare(agents.get(a), a, images, Duration.ofSeconds(230), rates[a]));
        }
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < 42; i++) {
            counts.add(Math.round(
                    3000 * Math.exp(-Math.pow((i - 9) / 3.5, 2)) + 700 * Math.exp(-Math.pow((i - 34) / 2.0, 2))));
        }
        return new RunDetails(
                shares,
                new LatencyBuckets(78, counts),
                new ThroughputSeries(
                        Duration.ofSeconds(1),
                        lines,
                        List.of(
                                new ThroughputSeries.Event(
                                        Duration.ofSeconds(91),
                                        ThroughputSeries.Kind.LOST,
                                        "render-02",
                                        "render-02 lost, 6 images re-queued"),
                                new ThroughputSeries.Event(
                                        Duration.ofSeconds(150), ThroughputSeries.Kind.STOPPED, "", "Paused"),
                                new ThroughputSeries.Event(
                                        Duration.ofSeconds(180), ThroughputSeries.Kind.RESUMED, "", "Resumed"))));
    }

    /** Three runs: the newest finished with {@code csv}, one stopped, the oldest failed. */
    public static void fill(RunHistory history, Path csv, Instant now) {
        Path other = csv.resolveSibling("other.csv");
        history.finish(
                run("failed", "scans-2024", other, PastRun.State.FAILED, now.minusSeconds(900_000)), RunDetails.NONE);
        history.finish(
                run(
                        "stopped",
                        "street-cameras-of-the-northern-district-second-delivery-2024",
                        other,
                        PastRun.State.STOPPED,
                        now.minusSeconds(200_000)),
                details());
        history.finish(run("finished", "faces-105", csv, PastRun.State.FINISHED, now.minusSeconds(90_000)), details());
    }
}
