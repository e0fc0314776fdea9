package io.facet.agent;

import io.facet.agent.device.SlotPlan;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Slot;
import java.util.ArrayList;
import java.util.List;

/** How an agent introduces itself to its master. */
final class Introduction {
    private Introduction() {}

    static Hello of(Agent.Profile profile, SlotPlan slots, long memoryBytes) {
        Hello.Builder hello = Hello.newBuilder()
                .setProtocolVersion(profile.protocolVersion())
                .setSoftwareVersion(profile.version())
                .setAgentName(name(profile.name()))
                .setHost(name(profile.host()))
                .setOs(name(OsName.get()))
                .setLogicalProcessors(Runtime.getRuntime().availableProcessors())
                .setMemoryBytes(memoryBytes)
                .setLocal(profile.local());
        return hello.addAllSlots(slots(slots)).addAllNotices(notices(slots)).build();
    }

    static List<Slot> slots(SlotPlan plan) {
        List<Slot> slots = new ArrayList<>();
        for (SlotPlan.DeviceSlots device : plan.devices()) {
            for (String id : device.slotIds()) {
                slots.add(Slot.newBuilder()
                        .setId(id)
                        .setDeviceClass(device.device().deviceClass())
                        .setDeviceName(name(device.name()))
                        .setMemoryBytes(device.memoryBytes())
                        .addAllProviders(device.providers())
                        .build());
            }
        }
        return slots;
    }

    /** What does not work here and why, as much of it as a message may carry. */
    static List<String> notices(SlotPlan plan) {
        return plan.notices().stream().limit(Limits.NOTICES).map(Limits::cut).toList();
    }

    private static String name(String text) {
        return Limits.cut(text, Limits.NAME_CHARS);
    }
}
