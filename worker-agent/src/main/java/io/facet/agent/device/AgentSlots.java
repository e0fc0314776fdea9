package io.facet.agent.device;

import io.facet.models.runtime.Device;

/** The slots that this agent has now, which its master may change. Thread-safe. */
public final class AgentSlots {
    /** Plans other slots; see {@link SlotPlanner#plan}. */
    @FunctionalInterface
    public interface Replan {
        SlotPlan plan(int gpu, int cpu) throws InterruptedException;
    }

    private final Replan replan;
    private volatile SlotPlan now;

    public AgentSlots(SlotPlan first, Replan replan) {
        this.now = first;
        this.replan = replan;
    }

    public SlotPlan now() {
        return now;
    }

    /**
     * The slots that this computer would have. May try a GPU, which takes seconds.
     *
     * @throws io.facet.agent.AgentException if it cannot have them
     */
    public SlotPlan plan(int gpu, int cpu) throws InterruptedException {
        return replan.plan(gpu, cpu);
    }

    /** From now on these are the slots. */
    public void become(SlotPlan next) {
        now = next;
    }

    /** Whether a slot is on a GPU. */
    public boolean onGpu() {
        return now.devices().stream().anyMatch(d -> !(d.device() instanceof Device.Cpu));
    }
}
