package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private final Forecast forecast = new Forecast();
    private long now = TimeUnit.DAYS.toNanos(1);
    private double count;

    private void pass(int seconds, double perSecond) {
        for (int i = 0; i < seconds * 5; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(200);
            count += perSecond / 5;
            forecast.sample(now, (long) count);
        }
    }

    private RunSnapshot.Range left(long images, double perSecond) {
        return forecast.left(images, perSecond).orElseThrow();
    }

    private static double spread(RunSnapshot.Range range) {
        return (double) range.high().minus(range.low()).toMillis()
                / range.likely().toMillis();
    }

    @Test
    void nothing_is_said_while_nothing_is_done() {
        assertThat(forecast.left(100, 0)).isEmpty();
    }

    @Test
    void before_much_is_known_the_range_is_wide_and_holds_the_best_guess() {
        RunSnapshot.Range range = left(1000, 10);
        assertThat(range.likely()).isEqualTo(Duration.ofSeconds(100));
        assertThat(range.low()).isLessThan(Duration.ofSeconds(70));
        assertThat(range.high()).isGreaterThan(Duration.ofSeconds(190));
    }

    @Test
    void a_steady_run_has_a_narrow_range_and_an_unsteady_one_a_wide_one() {
        pass(60, 20);
        assertThat(spread(left(1000, 20))).isLessThan(0.1);
        for (int i = 0; i < 20; i++) {
            pass(6, i % 2 == 0 ? 5 : 35);
        }
        assertThat(spread(left(1000, 20))).isGreaterThan(0.3);
        assertThat(left(1000, 20).high()).isLessThan(Duration.ofHours(1));
    }

    @Test
    void the_truth_of_a_noisy_run_lies_in_the_range_nearly_always() {
        int within = 0;
        Random random = new Random(5);
        for (int trial = 0; trial < 100; trial++) {
            for (int second = 0; second < 120; second++) {
                pass(1, Math.max(0, 30 + 15 * random.nextGaussian()));
            }
            // What a window of 15 seconds shows may be off by as much as its noise.
            double seen = 30 + 15 * random.nextGaussian() / Math.sqrt(15);
            RunSnapshot.Range range = left(3000, seen);
            Duration truth = Duration.ofSeconds(100);
            within += range.low().compareTo(truth) <= 0 && range.high().compareTo(truth) >= 0 ? 1 : 0;
        }
        assertThat(within).isGreaterThan(90);
    }

    @Test
    void a_run_that_has_just_become_faster_may_be_as_slow_again() {
        pass(60, 10);
        pass(15, 40);
        RunSnapshot.Range range = left(4000, 40);
        assertThat(range.likely()).isEqualTo(Duration.ofSeconds(100));
        assertThat(range.high()).isGreaterThan(Duration.ofSeconds(200));
        pass(120, 40);
        assertThat(left(4000, 40).high()).isLessThan(Duration.ofSeconds(105));
    }

    @Test
    void it_ends_when_nothing_is_left() {
        pass(60, 20);
        assertThat(left(0, 20)).isEqualTo(new RunSnapshot.Range(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }
}
