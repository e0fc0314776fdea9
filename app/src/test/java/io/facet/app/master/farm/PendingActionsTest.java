package io.facet.app.master.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.SetSlots;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingActionsTest {
    private static final MasterMessage ANY = MasterMessage.getDefaultInstance();

    private final PendingActions pending = new PendingActions();

    private static Telemetry.Builder telemetry() {
        return Telemetry.newBuilder();
    }

    private static List<Slot> slots(int gpu, int cpu) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < gpu + cpu; i++) {
            slots.add(Slot.newBuilder().setDeviceClass(i < gpu ? "cuda" : "cpu").build());
        }
        return slots;
    }

    private void askSlots(int gpu, int cpu) {
        pending.ask(
                Action.SET_SLOTS,
                MasterMessage.newBuilder()
                        .setSetSlots(SetSlots.newBuilder().setGpu(gpu).setCpu(cpu))
                        .build());
    }

    @Test
    void what_the_agent_reports_confirms_that_and_nothing_else() {
        pending.ask(Action.DRAIN, ANY);
        pending.ask(Action.PAUSE, ANY);
        pending.heard(telemetry().build());
        assertThat(pending.actions()).containsExactlyInAnyOrder(Action.DRAIN, Action.PAUSE);
        pending.heard(telemetry().setDraining(true).build());
        assertThat(pending.actions()).containsExactly(Action.PAUSE);
        pending.heard(telemetry().setPaused(true).build());
        assertThat(pending.actions()).isEmpty();
    }

    @Test
    void a_wish_that_is_taken_back_is_waited_for_no_more() {
        pending.ask(Action.DRAIN, ANY);
        pending.ask(Action.UNDRAIN, ANY);
        pending.ask(Action.RESUME, ANY);
        pending.ask(Action.PAUSE, ANY);
        assertThat(pending.actions()).containsExactlyInAnyOrder(Action.UNDRAIN, Action.PAUSE);
    }

    @Test
    void a_restart_is_done_when_the_agent_counts_another_one() {
        pending.heard(telemetry().setRestarts(3).build());
        pending.askRestart(ANY, 3);
        pending.heard(telemetry().setRestarts(3).build());
        assertThat(pending.waitsFor(Action.RESTART)).isTrue();
        pending.heard(telemetry().setRestarts(4).build());
        assertThat(pending.waitsFor(Action.RESTART)).isFalse();
    }

    @Test
    void of_several_wishes_for_slots_only_the_last_one_counts() {
        askSlots(0, 2);
        askSlots(1, 3);
        pending.heard(slots(0, 2));
        assertThat(pending.waitsFor(Action.SET_SLOTS)).isTrue();
        pending.heard(slots(1, 3));
        assertThat(pending.waitsFor(Action.SET_SLOTS)).isFalse();
    }

    @Test
    void after_a_cut_all_is_said_again_but_what_the_cut_has_done() {
        pending.ask(Action.PAUSE, ANY);
        pending.askRestart(ANY, 0);
        pending.ask(Action.DISCONNECT, ANY);
        assertThat(pending.reconnected()).hasSize(1);
        assertThat(pending.actions()).containsExactly(Action.PAUSE);
    }
}
