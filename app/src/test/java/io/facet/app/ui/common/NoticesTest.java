package io.facet.app.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Notices.Kind;
import io.facet.app.ui.common.Notices.Notice;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Notices notices = new Notices();

    @Test
    void one_that_is_told_again_does_not_vanish_with_the_first() {
        notices.tell(Kind.INFO, "Copied.");
        Notice first = notices.shown().getFirst();
        notices.tell(Kind.INFO, "Copied.");
        assertThat(notices.shown()).hasSize(1);

        notices.dismiss(first); // its time is over

        assertThat(notices.shown()).hasSize(1);
        notices.dismiss(notices.shown().getFirst());
        assertThat(notices.shown()).isEmpty();
    }

    @Test
    void only_the_last_ones_stay_when_there_are_many() {
        for (int i = 0; i < 20; i++) {
            notices.tell(Kind.DANGER, "Problem " + i);
        }
        assertThat(notices.shown()).hasSize(6);
        assertThat(notices.shown().getLast().text()).isEqualTo("Problem 19");
    }
}
