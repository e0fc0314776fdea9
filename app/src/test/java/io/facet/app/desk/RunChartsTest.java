package io.facet.app.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facet.app.master.history.AgentShare;
import io.facet.app.master.history.RunDetails;
import io.facet.app.master.history.ThroughputSeries;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunChartsTest {
    private static final long START = 1_000_000;

    private static RunSnapshot snapshot() {
        return new RunSnapshot(
                RunSnapshot.State.FINISHED,
                70,
                false,
                60,
                0,
                Map.of(),
                Map.of(),
                0,
                60,
                1000,
                0,
                RunSnapshot.Latency.NONE,
                Duration.ofSeconds(4),
                null,
                List.of(
                        new RunSnapshot.AgentView(
                                "a", "first", "h", true, 2, "idle", 0, 40, 2, 3.5, List.of(), List.of()),
                        new RunSnapshot.AgentView(
                                "b", "second", "h", false, 2, "idle", 0, 20, 0, 0, List.of(), List.of())),
                "");
    }

    private record Row(String agentId, String agentName, long images, Duration busy, List<Float> rates)
            implements Throughput.Line {
        @Override
        public float perSecond(int step) {
            return rates.get(step);
        }
    }

    private record Steps(List<Long> times, List<Throughput.Line> lines) implements Throughput.Series {
        @Override
        public long start() {
            return START;
        }

        @Override
        public int steps() {
            return times.size();
        }

        @Override
        public long time(int step) {
            return times.get(step);
        }
    }

    private static Throughput.Series series() {
        return new Steps(
                List.of(START + 1000, START + 2000, START + 3000, START + 4000),
                List.of(
                        new Row("b", "second", 20, Duration.ofSeconds(2), List.of(0f, 10f, Float.NaN, 10f)),
                        new Row("a", "first", 42, Duration.ofSeconds(2), List.of(20f, 20f, Float.NaN, 0f))));
    }

    @Test
    void lines_keep_the_colours_of_the_order_in_which_agents_joined() {
        ThroughputSeries kept =
                RunCharts.of(snapshot(), series(), List.of(), new AgentOrder()).throughput();

        assertThat(kept.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(kept.lines())
                .containsExactly(
                        new ThroughputSeries.Line("second", 1, List.of(0.0, 10.0, 0.0, 10.0)),
                        new ThroughputSeries.Line("first", 0, List.of(20.0, 20.0, 0.0, 0.0)));
    }

    @Test
    void an_agent_has_the_colour_that_it_had_before_the_run() {
        AgentOrder order = new AgentOrder();
        assertThat(order.of("gone since")).isZero();
        assertThat(order.of("b")).isEqualTo(1);

        assertThat(RunCharts.of(snapshot(), series(), List.of(), order)
                        .throughput()
                        .lines())
                .extracting(ThroughputSeries.Line::colour)
                .containsExactly(1, 2);
    }

    @Test
    void shares_count_what_was_done_while_an_agent_was_busy() {
        RunDetails details = RunCharts.of(snapshot(), series(), List.of(), new AgentOrder());

        assertThat(details.shares().getLast().images()).isEqualTo(42);
        assertThat(details.shares().getLast().busy()).isEqualTo(Duration.ofSeconds(2));
        assertThat(details.shares().getLast().imagesPerSecond()).isCloseTo(21, within(1e-9));
    }

    @Test
    void only_what_explains_a_step_is_marked() {
        RunEvent lost = new RunEvent(0, Instant.ofEpochMilli(START + 2500), RunEvent.Kind.AGENT_LOST, "second", "gone");
        RunEvent failed = new RunEvent(1, Instant.ofEpochMilli(START), RunEvent.Kind.IMAGE_FAILED, "second", "bad");

        assertThat(RunCharts.of(snapshot(), series(), List.of(lost, failed), new AgentOrder())
                        .throughput()
                        .events())
                .containsExactly(new ThroughputSeries.Event(
                        Duration.ofMillis(2500), ThroughputSeries.Kind.LOST, "second", "gone"));
    }

    @Test
    void an_agent_that_was_lost_has_its_share() {
        Throughput.Series series = new Steps(
                List.of(START + 1000), List.of(new Row("lost", "third", 9, Duration.ofSeconds(1), List.of(9f))));

        assertThat(RunCharts.of(snapshot(), series, List.of(), new AgentOrder()).shares())
                .containsExactly(new AgentShare("third", 2, 9, Duration.ofSeconds(1), 9));
    }

    @Test
    void a_run_without_a_whole_step_takes_the_rate_of_its_end() {
        Throughput.Series series = new Steps(List.of(), List.of(new Row("a", "first", 7, Duration.ZERO, List.of())));

        RunDetails details = RunCharts.of(snapshot(), series, List.of(), new AgentOrder());

        assertThat(details.shares().getFirst().images()).isEqualTo(7);
        assertThat(details.shares().getFirst().imagesPerSecond()).isEqualTo(3.5);
    }

    @Test
    void the_chart_of_a_long_run_begins_where_the_run_did() {
        Throughput.Series series = new Steps(
                List.of(START + 40_000, START + 41_000),
                List.of(new Row("a", "first", 42, Duration.ofSeconds(21), List.of(1f, 2f))));
        RunEvent lost = new RunEvent(0, Instant.ofEpochMilli(START + 2500), RunEvent.Kind.AGENT_LOST, "x", "gone");

        RunDetails details = RunCharts.of(snapshot(), series, List.of(lost), new AgentOrder());

        assertThat(details.throughput().lines().getFirst().imagesPerSecond()).hasSize(41);
        assertThat(details.throughput().events().getFirst().at()).isEqualTo(Duration.ofMillis(2500));
        assertThat(details.shares().getFirst().imagesPerSecond()).isCloseTo(2, within(1e-9));
    }
}
