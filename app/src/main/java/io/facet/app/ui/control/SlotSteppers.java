package io.facet.app.ui.control;

import io.facet.app.ui.common.Texts;
import io.facet.protocol.Limits;
import java.util.function.IntConsumer;

/** Steppers for the slots of this computer's agent. */
public final class SlotSteppers {
    private SlotSteppers() {}

    public static Stepper gpu(Texts texts, IntConsumer changed) {
        return stepper(texts, texts.get("agents.slots.gpu"), changed);
    }

    public static Stepper cpu(Texts texts, IntConsumer changed) {
        return stepper(texts, texts.get("agents.slots.cpu"), changed);
    }

    private static Stepper stepper(Texts texts, String name, IntConsumer changed) {
        return new Stepper(
                new Stepper.Words(
                        name,
                        texts.get("agents.slots.less", name),
                        texts.get("agents.slots.more", name),
                        texts.get("agents.slots.wrong", name, Limits.SLOTS)),
                0,
                Limits.SLOTS,
                changed);
    }

    /**
     * Keeps both within what an agent may have: at least one slot, and not more than there may be.
     *
     * @param noGpu whether none works here
     */
    public static void show(Stepper gpu, Stepper cpu, int onGpu, int onCpu, boolean noGpu) {
        gpu.limits(onCpu == 0 && !noGpu ? 1 : 0, noGpu ? 0 : Limits.SLOTS - onCpu);
        cpu.limits(onGpu == 0 ? 1 : 0, Limits.SLOTS - onGpu);
        gpu.show(onGpu);
        cpu.show(onCpu);
    }
}
