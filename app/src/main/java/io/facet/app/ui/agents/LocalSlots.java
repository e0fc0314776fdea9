package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;

/** Gives this computer's agent the slots that the settings say, whenever they change. Window's thread only. */
final class LocalSlots {
    private final FarmLink farm;
    private final Background background;

    LocalSlots(FarmLink farm, Background background, Settings settings) {
        this.farm = farm;
        this.background = background;
        settings.property().addListener((o, was, is) -> changed(was, is));
    }

    private void changed(SettingsData was, SettingsData is) {
        if (was.gpuSlots() == is.gpuSlots() && was.cpuSlots() == is.cpuSlots()) {
            return;
        }
        AgentStatus agent = farm.snapshot().agents().stream()
                .filter(AgentStatus::local)
                .filter(AgentStatus::connected)
                .findFirst()
                .orElse(null);
        if (agent == null) {
            return; // it has them when it is started next
        }
        boolean auto = (is.gpuSlots() < 0 && was.gpuSlots() >= 0) || (is.cpuSlots() < 0 && was.cpuSlots() >= 0);
        int onGpu = (int) agent.slots().stream().filter(SlotStatus::gpu).count();
        int onCpu = agent.slots().size() - onGpu;
        int gpu = is.gpuSlots() < 0 ? onGpu : is.gpuSlots();
        int cpu = is.cpuSlots() < 0 ? onCpu : is.cpuSlots();
        background
                .action(() -> {
                    if (auto) {
                        // Only an agent that starts finds out how many are useful.
                        farm.startLocal(is.gpuSlots(), is.cpuSlots());
                    } else if (gpu + cpu > 0) {
                        farm.setSlots(agent.id(), gpu, cpu);
                    }
                })
                .start();
    }
}
