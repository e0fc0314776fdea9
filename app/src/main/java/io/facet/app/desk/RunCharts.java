package io.facet.app.desk;

import io.facet.app.master.history.AgentShare;
import io.facet.app.master.history.RunDetails;
import io.facet.app.master.history.ThroughputSeries;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what is known of a run that goes on, or has just ended, into what the history keeps. Stateless. */
final class RunCharts {
    private static final int FINE = 600;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private RunCharts() {}

    /** What is kept; {@code order} gives each agent its colour. */
    static RunDetails of(RunSnapshot snapshot, Throughput.Series series, List<RunEvent> events, AgentOrder order) {
        snapshot.agents().forEach(a -> order.of(a.id()));
        Grid grid = Grid.of(series);
        List<ThroughputSeries.Line> lines = series.lines().stream()
                .map(l -> new ThroughputSeries.Line(l.agentName(), order.of(l.agentId()), grid.means(series, l)))
                .toList();
        return new RunDetails(
                shares(snapshot, series, order),
                snapshot.latency().buckets(),
                new ThroughputSeries(grid.step(), lines, marks(events, grid)));
    }

    private static List<AgentShare> shares(RunSnapshot snapshot, Throughput.Series series, AgentOrder order) {
        List<AgentShare> shares = new ArrayList<>();
        // Those that left or were lost have done their part too.
        for (Throughput.Line line : series.lines()) {
            double seconds = line.busy().toMillis() / 1000.0;
            // A run of a second or two has no whole step.
            double rate = seconds > 0 ? line.images() / seconds : rateNow(snapshot, line.agentId());
            shares.add(new AgentShare(line.agentName(), order.of(line.agentId()), line.images(), line.busy(), rate));
        }
        return shares;
    }

    private static double rateNow(RunSnapshot snapshot, String agentId) {
        return snapshot.agents().stream()
                .filter(a -> a.id().equals(agentId))
                .mapToDouble(RunSnapshot.AgentView::imagesPerSecond)
                .findFirst()
                .orElse(0);
    }

    private static List<ThroughputSeries.Event> marks(List<RunEvent> events, Grid grid) {
        List<ThroughputSeries.Event> marks = new ArrayList<>();
        for (RunEvent event : events) {
            kind(event.kind()).ifPresent(kind -> {
                Duration at = Duration.between(Instant.ofEpochMilli(grid.start()), event.time());
                marks.add(new ThroughputSeries.Event(
                        at.isNegative() ? Duration.ZERO : at, kind, event.agent(), event.text()));
            });
        }
        return marks;
    }

    private static Optional<ThroughputSeries.Kind> kind(RunEvent.Kind kind) {
        return switch (kind) {
            case AGENT_JOINED -> Optional.of(ThroughputSeries.Kind.JOINED);
            case AGENT_LOST -> Optional.of(ThroughputSeries.Kind.LOST);
            case PAUSED -> Optional.of(ThroughputSeries.Kind.STOPPED);
            case RESUMED -> Optional.of(ThroughputSeries.Kind.RESUMED);
            default -> Optional.empty();
        };
    }

    /** Equal steps in place of those that are the longer the older they are. */
    private record Grid(long start, Duration step, int points) {
        static Grid of(Throughput.Series series) {
            int steps = series.steps();
            if (steps == 0) {
                return new Grid(0, SECOND, 0);
            }
            long start = series.start();
            long length = series.time(steps - 1) - start;
            long step = Math.max(1, Math.ceilDiv(length, FINE * SECOND.toMillis())) * SECOND.toMillis();
            return new Grid(start, Duration.ofMillis(step), (int) Math.ceilDiv(length, step));
        }

        List<Double> means(Throughput.Series series, Throughput.Line line) {
            double[] sums = new double[points];
            int[] counts = new int[points];
            for (int i = 0; i < series.steps(); i++) {
                int at = (int) Math.clamp((series.time(i) - 1 - start) / step.toMillis(), 0, points - 1L);
                float rate = line.perSecond(i);
                sums[at] += Float.isNaN(rate) ? 0 : rate;
                counts[at]++;
            }
            List<Double> means = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                // Where a coarse step spans several points, they are all like its end.
                means.add(counts[i] > 0 ? sums[i] / counts[i] : means.isEmpty() ? 0 : means.getLast());
            }
            return means;
        }
    }
}
