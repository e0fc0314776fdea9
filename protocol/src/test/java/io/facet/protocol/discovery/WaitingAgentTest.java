package io.facet.protocol.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WaitingAgentTest {
    @Test
    void what_is_announced_is_read() {
        WaitingAgent agent = new WaitingAgent("lab", "lab-pc", "Linux 6.1 amd64", "0.1.0", 8, 2);
        assertThat(WaitingAgent.of(agent.properties()::get)).isEqualTo(agent);
    }

    @Test
    void whatever_stands_in_its_place_is_read_as_something_harmless() {
        Map<String, String> strange = Map.of("name", "\u001b[31mlab\n", "cpu", "999999999999", "gpu", "-1");
        assertThat(WaitingAgent.of(strange::get)).isEqualTo(new WaitingAgent("?[31mlab?", "", "", "", 0, 0));
    }

    @Property(tries = 300)
    void any_name_fits_into_a_property(@ForAll String name) {
        WaitingAgent agent = new WaitingAgent(name, name, name, name, 1, 1);
        agent.properties()
                .forEach((key, value) -> assertThat((key + "=" + value).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(255));
        assertThat(WaitingAgent.of(agent.properties()::get)).isEqualTo(agent);
    }
}
