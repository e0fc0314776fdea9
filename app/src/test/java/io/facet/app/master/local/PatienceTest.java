package io.facet.app.master.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private int secondsUntilItEnds() {
        patience.begin();
        int seconds = 1;
        while (!patience.ends(false)) {
            seconds++;
        }
        return seconds;
    }

    @Test
    void a_slow_computer_is_given_longer_each_time_up_to_five_minutes() {
        assertThat(secondsUntilItEnds()).isEqualTo(21);
        assertThat(secondsUntilItEnds()).isEqualTo(41);
        for (int i = 0; i < 10; i++) {
            secondsUntilItEnds();
        }
        assertThat(secondsUntilItEnds()).isEqualTo(301);
    }

    @Test
    void a_connection_makes_it_as_patient_as_at_first() {
        secondsUntilItEnds();
        patience.begin();
        for (int i = 0; i < 30; i++) {
            assertThat(patience.ends(false)).isFalse();
        }
        assertThat(patience.ends(true)).isFalse();
        assertThat(secondsUntilItEnds()).isEqualTo(21);
    }
}
