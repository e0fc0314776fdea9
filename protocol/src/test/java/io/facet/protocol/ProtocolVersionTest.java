package io.facet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProtocolVersionTest {
    private final ProtocolVersion master = new ProtocolVersion(2, 3);

    @Test
    void versions_within_the_range_are_served() {
        assertThat(master.refusal(2, "1.0", "1.5")).isEmpty();
        assertThat(master.refusal(3, "1.5", "1.5")).isEmpty();
    }

    @Test
    void an_older_agent_is_told_to_update_itself() {
        assertThat(master.refusal(1, "0.9", "1.5"))
                .hasValueSatisfying(
                        s -> assertThat(s).contains("0.9", "1.5", "version 1", "2 to 3", "on the agent's computer"));
    }

    @Test
    void a_newer_agent_is_told_to_update_the_master() {
        assertThat(master.refusal(9, "3.0", "1.5"))
                .hasValueSatisfying(s -> assertThat(s).contains("on the master's computer"));
    }
}
