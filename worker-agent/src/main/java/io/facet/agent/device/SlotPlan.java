package io.facet.agent.device;

import io.facet.models.runtime.Device;
import java.util.List;

/**
 * The slots of this agent, by device.
 *
 * @param devices each with at least one slot
 * @param notices what does not work here and why, as sentences for people
 */
public record SlotPlan(List<DeviceSlots> devices, List<String> notices) {
    public SlotPlan {
        devices = List.copyOf(devices);
        notices = List.copyOf(notices);
    }

    /** A plan about which there is nothing to say. */
    public SlotPlan(List<DeviceSlots> devices) {
        this(devices, List.of());
    }

    /**
     * A device and its slots.
     *
     * @param name for people
     * @param memoryBytes of the device; of the computer for processors
     * @param providers that passed a probe run, best first
     * @param slotIds unique within the agent
     */
    public record DeviceSlots(
            Device device, String name, long memoryBytes, List<String> providers, List<String> slotIds) {
        public DeviceSlots {
            providers = List.copyOf(providers);
            slotIds = List.copyOf(slotIds);
        }
    }

    /** Slots of all devices. */
    public int size() {
        return devices.stream().mapToInt(d -> d.slotIds().size()).sum();
    }
}
