package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static Progress at(RunSnapshot.State state, long total, long done, long failed, long running) {
        return new Progress(state, total, done, failed, running, null, 0, Duration.ZERO, 0, 0, "", "");
    }

    @Test
    void what_remains_neither_runs_nor_has_ended() {
        assertThat(at(RunSnapshot.State.RUNNING, 17_534, 9_412, 3, 12).remaining())
                .isEqualTo(8_107);
        assertThat(at(RunSnapshot.State.RUNNING, 10, 9, 1, 4).remaining())
                .as("counting lags behind")
                .isZero();
        assertThat(Progress.idle(5).remaining()).isEqualTo(5);
    }

    @Test
    void the_main_button_follows_the_run() {
        assertThat(Progress.idle(5).step()).isEqualTo(Progress.Step.START);
        assertThat(at(RunSnapshot.State.WAITING, 5, 0, 0, 0).step()).isEqualTo(Progress.Step.PAUSE);
        assertThat(at(RunSnapshot.State.PAUSED, 5, 0, 0, 0).step()).isEqualTo(Progress.Step.RESUME);
        assertThat(at(RunSnapshot.State.STOPPING, 5, 0, 0, 0).step()).isEqualTo(Progress.Step.NONE);
        assertThat(at(RunSnapshot.State.FINISHED, 5, 5, 0, 0).step()).isEqualTo(Progress.Step.START);
    }

    @Test
    void a_chart_is_as_long_as_its_run_up_to_five_minutes() {
        assertThat(TimeSpan.holding(3_000).millis()).isEqualTo(20_000);
        assertThat(TimeSpan.holding(61_000).millis()).isEqualTo(120_000);
        assertThat(TimeSpan.holding(3_600_000)).isEqualTo(TimeSpan.LONGEST);
    }
}
