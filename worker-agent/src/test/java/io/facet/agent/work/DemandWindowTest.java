package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.Limits;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DemandWindowTest {

    @Test
    void a_slow_device_asks_for_two_rounds_and_no_more() {
        DemandWindow window = new DemandWindow(1);

        assertThat(window.more(0, 0, 0)).isEqualTo(2);
        window.leased(2);
        assertThat(window.more(2, 0, 0.4)).isZero();
    }

    @Test
    void asks_again_once_images_are_acknowledged() {
        DemandWindow window = new DemandWindow(1);
        window.more(0, 0, 0);
        window.leased(2);

        assertThat(window.more(1, 0, 0.4)).isEqualTo(1);
    }

    @Test
    void what_was_asked_for_and_has_not_come_is_not_asked_for_again() {
        DemandWindow window = new DemandWindow(4);

        assertThat(window.more(0, 0, 0)).isEqualTo(8);
        assertThat(window.more(0, 0, 0)).isZero();
    }

    @Test
    void a_fast_device_holds_a_second_of_work() {
        DemandWindow window = new DemandWindow(1);

        assertThat(window.more(0, 0, 1000)).isEqualTo(1000);
    }

    @Test
    void a_fast_device_asks_in_portions_worth_a_message() {
        DemandWindow window = new DemandWindow(1);
        window.more(0, 0, 1000);
        window.leased(1000);

        assertThat(window.more(999, 0, 1000)).isZero();
        assertThat(window.more(750, 0, 1000)).isEqualTo(250);
    }

    @Test
    void after_a_cut_everything_is_asked_for_anew() {
        DemandWindow window = new DemandWindow(4);
        window.more(0, 0, 0);
        window.reset();

        assertThat(window.more(3, 0, 0)).isEqualTo(5);
    }

    @Test
    void more_slots_than_an_agent_may_hold_images_for_ask_for_the_limit() {
        DemandWindow window = new DemandWindow(256 * 1024);

        assertThat(window.more(0, 0, 0)).isEqualTo(Limits.CREDITS);
    }

    @Test
    void rows_that_wait_to_be_acknowledged_do_not_leave_the_slots_without_images() {
        DemandWindow window = new DemandWindow(2);
        window.more(0, 0, 0);
        window.leased(4);

        assertThat(window.more(4, 3, 0)).isEqualTo(3);
    }

    @Test
    void a_master_that_never_acknowledges_is_not_asked_for_ever() {
        DemandWindow window = new DemandWindow(2);
        int held = 0;
        int asked;
        do {
            asked = window.more(held, held, 0);
            window.leased(asked);
            held += asked;
        } while (asked > 0);

        assertThat(held).isLessThan(100);
    }

    @Property(tries = 300)
    void never_asks_for_more_than_the_limit_altogether(
            @ForAll @IntRange(min = 1, max = 100_000) int parallel,
            @ForAll @IntRange(max = 5000) int held,
            @ForAll @IntRange(max = 5000) int lent,
            @ForAll @IntRange(max = 1_000_000) int rate) {
        DemandWindow window = new DemandWindow(parallel);
        int first = window.more(held, 0, rate);
        int come = Math.min(lent, first);
        window.leased(come);
        int second = window.more(held + come, 0, rate);

        assertThat(first).isBetween(0, Limits.CREDITS);
        assertThat(held + first + second).isLessThanOrEqualTo(Math.max(held, Limits.CREDITS));
    }
}
