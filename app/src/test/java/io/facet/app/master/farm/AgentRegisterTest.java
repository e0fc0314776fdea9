package io.facet.app.master.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.AgentStatus;
import io.facet.protocol.wire.Hello;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class AgentRegisterTest {
    private static final Hello HELLO = Hello.getDefaultInstance();

    private final AgentRegister register = new AgentRegister(Clock.systemUTC(), new AgentLogs());

    @Test
    void one_that_was_forgotten_is_recalled_as_it_was() {
        AgentRecord agent = register.of("a", HELLO);
        agent.gone(AgentStatus.State.DISCONNECTED, "It was sent away here.", 2);
        assertThat(register.forget("a")).isTrue();
        assertThat(register.all()).isEmpty();
        register.recall("a");
        assertThat(register.all()).containsExactly(agent);
        register.recall("a");
        assertThat(register.all()).containsExactly(agent);
    }

    @Test
    void one_that_came_back_by_itself_is_not_replaced_by_what_it_was() {
        register.of("a", HELLO);
        register.forget("a");
        AgentRecord back = register.of("a", HELLO);
        register.recall("a");
        assertThat(register.all()).containsExactly(back);
    }

    @Test
    void one_that_was_never_known_is_not_recalled() {
        register.recall("a");
        assertThat(register.all()).isEmpty();
    }
}
