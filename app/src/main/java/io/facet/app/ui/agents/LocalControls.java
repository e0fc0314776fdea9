package io.facet.app.ui.agents;

import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.SlotSteppers;
import io.facet.app.ui.control.Stepper;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** The slot counts of this computer's agent. */
final class LocalControls extends HBox {
    private final Stepper gpu;
    private final Stepper cpu;

    LocalControls(Texts texts, IntConsumer gpuSlots, IntConsumer cpuSlots) {
        getStyleClass().add("local-slots");
        setMinWidth(USE_PREF_SIZE);
        gpu = SlotSteppers.gpu(texts, gpuSlots);
        cpu = SlotSteppers.cpu(texts, cpuSlots);
        gpu.setId("card-gpu-slots");
        cpu.setId("card-cpu-slots");
        getChildren()
                .addAll(
                        new HBox(8, caption(texts.get("agents.slots.gpu")), gpu),
                        new HBox(8, caption(texts.get("agents.slots.cpu")), cpu));
        getChildren().forEach(box -> box.getStyleClass().add("local-slot-box"));
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-small", "text-muted");
        return label;
    }

    /**
     * Shows how things stand.
     *
     * @param gpuAuto whether it has a slot on every GPU that works
     */
    void update(AgentView agent, boolean gpuAuto) {
        int onGpu =
                (int) agent.status().slots().stream().filter(SlotStatus::gpu).count();
        int onCpu = agent.status().slots().size() - onGpu;
        setDisable(!agent.status().connected());
        SlotSteppers.show(gpu, cpu, onGpu, onCpu, gpuAuto && onGpu == 0);
    }

    /** Tells {@code shown} what is wrong with what was typed; an empty text if nothing is. */
    void onProblem(Consumer<String> shown) {
        for (Stepper stepper : List.of(gpu, cpu)) {
            stepper.problemProperty().addListener((o, was, is) -> shown.accept(is));
        }
    }
}
