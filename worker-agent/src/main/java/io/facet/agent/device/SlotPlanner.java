package io.facet.agent.device;

import io.facet.agent.AgentException;
import io.facet.models.runtime.Device;
import io.facet.models.runtime.ExecutionProvider;
import io.facet.models.runtime.Gpu;
import io.facet.models.runtime.ProbeResult;
import io.facet.models.runtime.ProviderReport;
import io.facet.protocol.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Decides which slots this computer has. A GPU counts only if a model ran on it; a GPU that was asked for and does not
 * work is an error, never a processor in disguise.
 */
public final class SlotPlanner {
    /** Tries an execution provider on a device; see {@link io.facet.models.runtime.ProbeProcess}. */
    @FunctionalInterface
    public interface Probe {
        ProbeResult probe(ExecutionProvider provider, int index) throws InterruptedException;
    }

    private final Probe probe;
    private final int processors;
    private final long memoryBytes;

    /** Plans for this computer. */
    public SlotPlanner(Probe probe, int processors, long memoryBytes) {
        this.probe = probe;
        this.processors = processors;
        this.memoryBytes = memoryBytes;
    }

    /**
     * Plans the slots.
     *
     * @param gpuWorkers slots on GPUs, dealt to them in turn; empty: one per GPU that works
     * @param cpuWorkers slots on processors; empty: one per processor, less two for each GPU that must be fed
     * @throws AgentException DEVICE_UNAVAILABLE if GPUs are asked for and none works, NO_SLOTS if nothing is left, USAGE
     *     if more slots are asked for than an agent may have
     */
    public SlotPlan plan(OptionalInt gpuWorkers, OptionalInt cpuWorkers) throws InterruptedException {
        if (gpuWorkers.orElse(0) + cpuWorkers.orElse(0) > Limits.SLOTS) {
            throw new AgentException(
                    AgentException.Code.USAGE,
                    "An agent has at most %d slots. Give --gpu-workers and --cpu-workers smaller numbers."
                            .formatted(Limits.SLOTS));
        }
        List<SlotPlan.DeviceSlots> devices = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        int gpus = 0;
        if (gpuWorkers.orElse(1) > 0) {
            ProbeResult cuda = probe.probe(ExecutionProvider.CUDA, 0);
            if (cuda.report().works()) {
                devices.addAll(onGpus(cuda.gpus(), gpuWorkers, notices));
                gpus = devices.size();
            } else if (gpuWorkers.isPresent()) {
                throw new AgentException(
                        AgentException.Code.DEVICE_UNAVAILABLE,
                        "No GPU works here: %s Start with --gpu-workers 0 to use processors only; `facet-agent doctor` tells more."
                                .formatted(cuda.report().message()));
            } else {
                notices.add("No GPU slots: " + cuda.report().message());
            }
        }
        int room = Limits.SLOTS
                - devices.stream().mapToInt(d -> d.slotIds().size()).sum();
        int cpu = cpuWorkers.orElse(Math.clamp(processors - 2 * gpus, 0, room));
        if (cpu > 0) {
            devices.add(new SlotPlan.DeviceSlots(
                    new Device.Cpu(), processors + " processors", memoryBytes, List.of("cpu"), ids("cpu-", cpu)));
        }
        if (devices.isEmpty()) {
            throw new AgentException(
                    AgentException.Code.NO_SLOTS,
                    "This agent has no slots: give --cpu-workers or --gpu-workers a number above 0.");
        }
        return new SlotPlan(devices, notices);
    }

    private List<SlotPlan.DeviceSlots> onGpus(List<Gpu> found, OptionalInt wanted, List<String> notices)
            throws InterruptedException {
        List<Gpu> working = new ArrayList<>();
        for (Gpu gpu : found) {
            if (working.size() == wanted.orElse(Integer.MAX_VALUE)) {
                break; // one slot each: the others need not be tried
            }
            if (gpu.index() == 0) {
                working.add(gpu); // the one that was tried first
                continue;
            }
            ProviderReport report =
                    probe.probe(ExecutionProvider.CUDA, gpu.index()).report();
            if (report.works()) {
                working.add(gpu);
            } else {
                notices.add("No slots on GPU %d (%s): %s".formatted(gpu.index(), gpu.name(), report.message()));
            }
        }
        if (working.isEmpty()) {
            working.add(new Gpu(0, "GPU 0", 0)); // the probe ran on it although the driver did not describe it
        }
        List<SlotPlan.DeviceSlots> devices = new ArrayList<>();
        int slots = wanted.orElse(working.size());
        for (int i = 0; i < working.size(); i++) {
            int here = slots / working.size() + (i < slots % working.size() ? 1 : 0);
            if (here > 0) {
                Gpu gpu = working.get(i);
                devices.add(new SlotPlan.DeviceSlots(
                        new Device.Cuda(gpu.index()),
                        gpu.name(),
                        gpu.memoryBytes(),
                        List.of("cuda"),
                        ids("gpu" + gpu.index() + "-", here)));
            }
        }
        return devices;
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
