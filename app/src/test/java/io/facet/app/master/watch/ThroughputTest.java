package io.facet.app.master.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5); // it may overflow
    private long millis = 1_000_000;
    private final Throughput throughput = new Throughput(() -> now, () -> millis);

    /** Time passes, with five ticks a second. */
    private void pass(double seconds, boolean lending) {
        for (int i = 0; i < Math.round(seconds * 5); i++) {
            now += TimeUnit.MILLISECONDS.toNanos(200);
            millis += 200;
            throughput.tick(lending);
        }
    }

    private void count(String agent, int images) {
        for (int i = 0; i < images; i++) {
            throughput.count(agent, "name of " + agent);
        }
    }

    @Test
    void each_second_has_what_each_agent_did_in_it() {
        throughput.tick(true);
        count("a", 10);
        pass(1, true);
        count("a", 20);
        count("b", 5);
        pass(1, true);

        Throughput.Series series = throughput.series();
        assertThat(series.steps()).isEqualTo(2);
        assertThat(series.time(1) - series.time(0)).isEqualTo(1000);
        assertThat(series.lines()).extracting(Throughput.Line::agentName).containsExactly("name of a", "name of b");
        assertThat(series.lines().getFirst().perSecond(0)).isEqualTo(10f);
        assertThat(series.lines().getFirst().perSecond(1)).isEqualTo(20f);
        assertThat(series.lines().getLast().perSecond(0)).isZero();
        assertThat(series.lines().getLast().perSecond(1)).isEqualTo(5f);
    }

    @Test
    void a_pause_is_a_gap_and_not_a_slow_second() {
        throughput.tick(true);
        count("a", 10);
        pass(1, true);
        count("a", 6);
        pass(0.6, true);
        pass(3, false);
        count("a", 10);
        pass(1, true);

        Throughput.Line line = throughput.series().lines().getFirst();
        assertThat(line.perSecond(0)).isEqualTo(10f);
        assertThat(line.perSecond(1))
                .as("the part of a second before the pause")
                .isBetween(7f, 10f);
        assertThat(line.perSecond(2)).isNaN();
        assertThat(line.perSecond(3)).isNaN();
        assertThat(line.perSecond(throughput.series().steps() - 1)).isBetween(8f, 10f);
    }

    @Test
    void what_is_finished_after_a_pause_began_is_not_lost() {
        throughput.tick(true);
        pass(1, false);
        count("a", 4);
        pass(1, false);
        pass(1, false);

        Throughput.Line line = throughput.series().lines().getFirst();
        assertThat(line.perSecond(1)).isEqualTo(4f);
        assertThat(line.perSecond(2)).isNaN();
    }

    @Test
    void what_is_older_than_ten_minutes_is_kept_in_steps_of_ten_seconds() {
        throughput.tick(true);
        for (int second = 0; second < 1000; second++) {
            count("a", second < 500 ? 10 : 30);
            pass(1, true);
        }
        Throughput.Series series = throughput.series();
        assertThat(series.steps()).isBetween(640, 650);
        assertThat(series.time(1) - series.time(0)).isEqualTo(10_000);
        assertThat(series.time(series.steps() - 1) - series.time(series.steps() - 2))
                .isEqualTo(1000);
        assertThat(series.lines().getFirst().perSecond(0)).isEqualTo(10f);
        assertThat(series.lines().getFirst().perSecond(series.steps() - 1)).isEqualTo(30f);
    }

    @Test
    void a_run_of_a_day_is_covered_from_its_start_in_the_room_of_four_hours() {
        long start = millis;
        throughput.tick(true);
        int most = 0;
        for (int second = 0; second < 24 * 3600; second++) {
            count("a", second < 12 * 3600 ? 10 : 30);
            now += TimeUnit.SECONDS.toNanos(1);
            millis += 1000;
            throughput.tick(true);
            if (second % 1000 == 0) {
                most = Math.max(most, throughput.series().steps());
            }
        }
        Throughput.Series series = throughput.series();
        Throughput.Line line = series.lines().getFirst();
        assertThat(most).isLessThan(2100);
        assertThat(series.start()).isEqualTo(start);
        assertThat(series.time(0) - start).isEqualTo(80_000);
        assertThat(series.time(series.steps() - 1) - start).isEqualTo(24 * 3_600_000L);
        assertThat(line.busy()).isEqualTo(Duration.ofHours(24));
        assertThat(line.images()).isEqualTo(12 * 3600 * 40L);
        double integral = 0;
        long before = start;
        for (int i = 0; i < series.steps(); i++) {
            integral += line.perSecond(i) * (series.time(i) - before) / 1000.0;
            before = series.time(i);
        }
        assertThat(integral).isCloseTo((double) line.images(), withinPercentage(0.1));
    }

    @Test
    void an_agent_is_busy_in_the_steps_in_which_it_finished_an_image() {
        throughput.tick(true);
        count("a", 1);
        pass(1, true);
        pass(3, true);
        count("a", 1);
        pass(1, true);
        assertThat(throughput.series().lines().getFirst().busy()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void steps_with_a_pause_in_them_weigh_less_when_they_are_merged() {
        ThroughputStep one = new ThroughputStep(1000, new float[] {10}, false);
        ThroughputStep pause = new ThroughputStep(2000, new float[] {0}, true);
        ThroughputStep half = ThroughputStep.merged(List.of(one, pause));
        ThroughputStep whole = ThroughputStep.merged(List.of(
                new ThroughputStep(3000, new float[] {4}, false), new ThroughputStep(4000, new float[] {4}, false)));
        assertThat(ThroughputStep.merged(List.of(half, whole)).perSecond(0)).isEqualTo(6f);
        assertThat(ThroughputStep.merged(List.of(pause, pause)).perSecond(0)).isNaN();
    }

    @Test
    void a_new_run_begins_with_nothing() {
        throughput.tick(true);
        count("a", 1);
        pass(2, true);
        throughput.clear();
        assertThat(throughput.series().steps()).isZero();
        assertThat(throughput.series().lines()).isEmpty();
    }
}
