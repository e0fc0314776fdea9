package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.device.SlotPlan;
import io.facet.models.runtime.Device;
import io.facet.protocol.Limits;
import io.facet.protocol.MessageCheck;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Slot;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntroductionTest {
    private static Hello hello(List<String> notices) {
        SlotPlan.DeviceSlots cpu =
                new SlotPlan.DeviceSlots(new Device.Cpu(), "2 processors", 1, List.of("cpu"), List.of("cpu-0"));
        return Introduction.of(
                new Agent.Profile("lab", "lab-pc", "1.0", 1, false), new SlotPlan(List.of(cpu), notices), 1);
    }

    @Test
    void says_what_each_slot_runs_on_and_what_does_not_work() {
        Hello hello = hello(List.of("No GPU slots: libcudnn.so.9 is missing."));

        assertThat(hello.getNoticesList()).containsExactly("No GPU slots: libcudnn.so.9 is missing.");
        assertThat(hello.getSlotsList())
                .containsExactly(Slot.newBuilder()
                        .setId("cpu-0")
                        .setDeviceClass("cpu")
                        .setDeviceName("2 processors")
                        .setMemoryBytes(1)
                        .addProviders("cpu")
                        .build());
    }

    @Test
    void keeps_within_what_a_master_takes_however_much_there_is_to_say() {
        Hello hello = hello(Collections.nCopies(Limits.NOTICES + 5, "x".repeat(Limits.TEXT_CHARS + 5)));

        MessageCheck.check(AgentMessage.newBuilder().setHello(hello).build());
        assertThat(hello.getNoticesCount()).isEqualTo(Limits.NOTICES);
    }
}
