package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineTest {
    private static final List<AgentState> COLUMNS = List.of(
            AgentState.STARTING,
            AgentState.IDLE,
            AgentState.BUSY,
            AgentState.DRAINING,
            AgentState.PAUSED,
            AgentState.LOST);

    /** How to get into each state from the first. */
    private static StateMachine in(AgentState state) {
        StateMachine machine = new StateMachine();
        List<AgentState> way = switch (state) {
            case STARTING -> List.of();
            case IDLE -> List.of(AgentState.IDLE);
            case BUSY -> List.of(AgentState.IDLE, AgentState.BUSY);
            case DRAINING -> List.of(AgentState.DRAINING);
            case PAUSED -> List.of(AgentState.IDLE, AgentState.PAUSED);
            case LOST -> List.of(AgentState.LOST);
        };
        way.forEach(machine::become);
        assertThat(machine.state()).isEqualTo(state);
        return machine;
    }

    @ParameterizedTest
    @CsvSource({
        // from     STARTING IDLE BUSY DRAINING PAUSED LOST
        "STARTING,  true, true,  false, true,  false, true",
        "IDLE,      false, true, true,  true,  true,  true",
        "BUSY,      false, true, true,  true,  true,  true",
        "DRAINING,  false, true, true,  true,  true,  true",
        "PAUSED,    false, true, true,  true,  true,  true",
        "LOST,      false, true, false, true,  true,  true",
    })
    void only_changes_of_the_table_happen_and_others_fail_loudly(
            AgentState from,
            boolean starting,
            boolean idle,
            boolean busy,
            boolean draining,
            boolean paused,
            boolean lost) {
        List<Boolean> allowed = List.of(starting, idle, busy, draining, paused, lost);
        for (int i = 0; i < allowed.size(); i++) {
            AgentState to = COLUMNS.get(i);
            StateMachine machine = in(from);
            if (allowed.get(i)) {
                machine.become(to);
                assertThat(machine.state()).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> machine.become(to))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(from.key())
                        .hasMessageContaining(to.key());
                assertThat(machine.state()).isEqualTo(from);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"IDLE, BUSY", "DRAINING, DRAINING", "LOST, LOST"})
    void what_is_only_observed_changes_the_state_it_expects_and_no_other(AgentState from, AgentState after) {
        StateMachine machine = in(from);
        machine.becomeIf(AgentState.IDLE, AgentState.BUSY);

        assertThat(machine.state()).isEqualTo(after);
    }
}
