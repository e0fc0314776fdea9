package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrdersTest {
    private final Orders orders = new Orders();

    @Test
    void an_agent_that_its_owner_stops_takes_no_images_whatever_the_master_says() {
        orders.stop();
        orders.drain(false);
        orders.connected("another master");

        assertThat(orders.takesImages()).isFalse();
        assertThat(orders.resting()).isEqualTo(AgentState.DRAINING);
    }

    @Test
    void the_same_master_after_a_cut_still_wants_what_it_wanted() {
        orders.connected("s");
        orders.pause(true);
        orders.connected("s");
        assertThat(orders.resting()).isEqualTo(AgentState.PAUSED);
        orders.connected("t");
        assertThat(orders.resting()).isEqualTo(AgentState.IDLE);
    }
}
