package io.facet.app.ui.settings;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.SlotSteppers;
import io.facet.app.ui.control.Stepper;
import io.facet.app.ui.control.Switch;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.control.ToggleButton;
import org.kordamp.ikonli.feather.Feather;

/** What this computer's own agent may use. */
final class ThisComputerSection extends SettingsSection {
    private final Settings settings;
    private final Texts texts;
    private final Supplier<FarmSnapshot> farm;
    private final Stepper gpu;
    private final Stepper cpu;
    private final ToggleButton gpuAuto;
    private final ToggleButton cpuAuto;
    private final Switch rest;
    private final SettingRow gpuRow;
    private final SettingRow cpuRow;

    ThisComputerSection(Settings settings, Texts texts, Supplier<FarmSnapshot> farm) {
        super("computer", texts.get("settings.computer"), Feather.CPU);
        this.settings = settings;
        this.texts = texts;
        this.farm = farm;
        gpu = SlotSteppers.gpu(texts, n -> settings.change(s -> SettingsEdits.gpuSlots(s, n)));
        cpu = SlotSteppers.cpu(texts, n -> settings.change(s -> SettingsEdits.cpuSlots(s, n)));
        gpu.setId("settings-gpu-slots");
        cpu.setId("settings-cpu-slots");
        gpuAuto = auto("gpu-auto", texts.get("agents.slots.gpu"));
        cpuAuto = auto("cpu-auto", texts.get("agents.slots.cpu"));
        gpuAuto.setOnAction(e -> {
            int wanted = gpuAuto.isSelected() || slots().isEmpty() ? -1 : onGpu();
            settings.change(s -> SettingsEdits.gpuSlots(s, wanted));
            refresh();
        });
        cpuAuto.setOnAction(e -> {
            int wanted = cpuAuto.isSelected() || slots().isEmpty() ? -1 : onCpu();
            settings.change(s -> SettingsEdits.cpuSlots(s, wanted));
            refresh();
        });
        rest = new Switch(
                "", texts.get("agents.rest"), on -> settings.change(s -> SettingsEdits.pauseWhileUsed(s, on)));
        rest.setId("settings-rest");
        gpuRow = new SettingRow(texts.get("agents.slots.gpu"), " ", gpuAuto, gpu).id("gpu");
        cpuRow = new SettingRow(texts.get("agents.slots.cpu"), " ", cpuAuto, cpu).id("cpu");
        gpu.problemProperty().addListener((o, was, is) -> gpuRow.problem(is));
        cpu.problemProperty().addListener((o, was, is) -> cpuRow.problem(is));
        add(gpuRow, cpuRow, new SettingRow(texts.get("agents.rest"), texts.get("settings.rest.about"), rest));
        settings.property().addListener((o, was, is) -> refresh());
        refresh();
    }

    private ToggleButton auto(String id, String name) {
        ToggleButton button = new ToggleButton(texts.get("settings.auto"));
        button.setId(id);
        button.getStyleClass().add("chip");
        button.setAccessibleText(name + ": " + texts.get("settings.auto"));
        return button;
    }

    private List<SlotStatus> slots() {
        return farm.get().agents().stream()
                .filter(AgentStatus::local)
                .filter(AgentStatus::connected)
                .findFirst()
                .map(AgentStatus::slots)
                .orElse(List.of());
    }

    private int onGpu() {
        return (int) slots().stream().filter(SlotStatus::gpu).count();
    }

    private int onCpu() {
        return (int) slots().stream().filter(s -> !s.gpu()).count();
    }

    @Override
    void refresh() {
        SettingsData data = settings.get();
        int gpus = data.gpuSlots() < 0 ? onGpu() : data.gpuSlots();
        int cpus = data.cpuSlots() < 0 ? onCpu() : data.cpuSlots();
        boolean there = !slots().isEmpty();
        SlotSteppers.show(gpu, cpu, gpus, cpus, there && data.gpuSlots() < 0 && gpus == 0);
        gpuAuto.setSelected(data.gpuSlots() < 0);
        cpuAuto.setSelected(data.cpuSlots() < 0);
        rest.show(data.pauseWhileUsed());
        String devices = slots().stream()
                .filter(SlotStatus::gpu)
                .map(SlotStatus::deviceName)
                .distinct()
                .collect(Collectors.joining(" + "));
        gpuRow.describe(devices.isEmpty() ? texts.get("settings.gpu.none") : devices);
        cpuRow.describe(texts.get("settings.threads", Runtime.getRuntime().availableProcessors()));
    }
}
