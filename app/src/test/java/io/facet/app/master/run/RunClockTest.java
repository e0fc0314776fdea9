package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunClockTest {
    private long now = Long.MAX_VALUE - 10; // System.nanoTime may overflow
    private final RunClock clock = new RunClock(() -> now);

    @Test
    void it_runs_from_the_first_image_on_and_stands_still_in_pauses() {
        now += 5;
        assertThat(clock.nanos()).isZero();
        clock.start();
        now += 20;
        clock.start();
        assertThat(clock.nanos()).isEqualTo(20);
        clock.pause();
        now += 100;
        clock.pause();
        assertThat(clock.nanos()).isEqualTo(20);
        clock.resume();
        clock.resume();
        now += 7;
        assertThat(clock.nanos()).isEqualTo(27);
    }

    @Test
    void a_run_that_is_paused_before_its_first_image_has_not_begun() {
        clock.pause();
        now += 50;
        clock.resume();
        now += 50;
        assertThat(clock.nanos()).isZero();
        clock.start();
        now += 3;
        assertThat(clock.nanos()).isEqualTo(3);
    }
}
