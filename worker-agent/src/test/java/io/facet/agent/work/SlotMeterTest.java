package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.wire.SlotTelemetry;
import io.facet.protocol.wire.StageMicros;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlotMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-5 * SECOND);
    private final SlotMeter meter = new SlotMeter("cpu-0", now::get);

    @Test
    void a_slot_that_has_done_nothing_has_a_rate_of_nought() {
        now.addAndGet(SECOND);

        assertThat(meter.imagesPerSecond()).isZero();
        assertThat(meter.telemetry())
                .isEqualTo(SlotTelemetry.newBuilder()
                        .setSlotId("cpu-0")
                        .setMeanStages(StageMicros.getDefaultInstance())
                        .build());
    }

    @Test
    void the_first_moment_gives_no_rate() {
        meter.done(stages(1, 1));

        assertThat(meter.imagesPerSecond()).isZero();
    }

    @Test
    void before_the_window_is_full_the_rate_is_over_the_slots_life() {
        now.addAndGet(2 * SECOND);
        for (int i = 0; i < 10; i++) {
            meter.done(stages(1, 1));
        }

        assertThat(meter.imagesPerSecond()).isEqualTo(5);
    }

    @Test
    void a_steady_rate_is_shown_as_it_is_and_forgotten_after_ten_seconds() {
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 7; i++) {
                meter.done(stages(1, 1));
            }
            now.addAndGet(SECOND);
        }
        assertThat(meter.imagesPerSecond()).isBetween(6.0, 7.5);

        now.addAndGet(12 * SECOND);
        assertThat(meter.imagesPerSecond()).isZero();
        assertThat(meter.telemetry().getDone()).isEqualTo(420);
    }

    @Test
    void stage_times_are_means_of_the_window() {
        meter.done(stages(100, 1000));
        now.addAndGet(20 * SECOND);
        meter.done(stages(10, 30));
        meter.done(stages(20, 50));

        StageMicros mean = meter.telemetry().getMeanStages();
        assertThat(mean.getDecode()).isEqualTo(15);
        assertThat(mean.getRun()).isEqualTo(40);
    }

    @Test
    void failures_are_counted_apart() {
        meter.failed();
        meter.busy(true);

        assertThat(meter.telemetry().getFailed()).isEqualTo(1);
        assertThat(meter.telemetry().getDone()).isZero();
        assertThat(meter.telemetry().getBusy()).isTrue();
    }

    private static StageMicros stages(int decode, int run) {
        return StageMicros.newBuilder().setDecode(decode).setRun(run).build();
    }
}
