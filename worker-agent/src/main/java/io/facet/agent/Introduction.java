package io.facet.agent;

import io.facet.agent.device.SlotPlan;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Slot;

/** How an agent introduces itself to its master. */
final class Introduction {
    private Introduction() {}

    static Hello of(Agent.Profile profile, SlotPlan slots, long memoryBytes) {
        Hello.Builder hello = Hello.newBuilder()
                .setProtocolVersion(profile.protocolVersion())
                .setSoftwareVersion(profile.version())
                .setAgentName(name(profile.name()))
                .setHost(name(profile.host()))
                .setOs(name("%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"))))
                .setLogicalProcessors(Runtime.getRuntime().availableProcessors())
                .setMemoryBytes(memoryBytes)
                .setLocal(profile.local());
        for (SlotPlan.DeviceSlots device : slots.devices()) {
            for (String id : device.slotIds()) {
                hello.addSlots(Slot.newBuilder()
                        .setId(id)
                        .setDeviceClass(device.device().deviceClass())
                        .setDeviceName(name(device.name()))
                        .setMemoryBytes(device.memoryBytes())
                        .addAllProviders(device.providers()));
            }
        }
        slots.notices().stream().limit(Limits.NOTICES).map(Limits::cut).forEach(hello::addNotices);
        return hello.build();
    }

    private static String name(String text) {
        return Limits.cut(text, Limits.NAME_CHARS);
    }
}
