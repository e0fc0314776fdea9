package io.facet.app.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final List<Throwable> reported = new ArrayList<>();
    private final Pulse pulse = new Pulse(reported::add);

    @Test
    void a_listener_that_fails_keeps_nobody_else_from_the_beat_and_is_told_once() {
        int[] beats = new int[1];
        boolean[] broken = {true};
        pulse.add(() -> {
            if (broken[0]) {
                throw new IllegalStateException("for the test");
            }
        });
        pulse.add(() -> beats[0]++);
        pulse.beat();
        pulse.beat();
        assertThat(beats[0]).isEqualTo(2);
        assertThat(reported).hasSize(1);

        broken[0] = false;
        pulse.beat();
        broken[0] = true;
        pulse.beat();
        assertThat(reported).hasSize(2);
    }

    @Test
    void who_has_gone_hears_no_beat() {
        int[] beats = new int[1];
        Runnable gone = pulse.add(() -> beats[0]++);
        pulse.beat();
        gone.run();
        pulse.beat();
        assertThat(beats[0]).isEqualTo(1);
    }
}
