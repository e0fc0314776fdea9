package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.app.master.watch.SlotStatus;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives this computer's agent the slots that the settings say, whenever they change; slots that it refuses are no setting
 * any more. Window's thread only.
 */
final class LocalSlots {
    /** A snapshot that is this many beats younger than a wish knows of it. */
    private static final int BEATS = 5;

    private final FarmLink farm;
    private final Background background;
    private final Settings settings;
    private final Notices notices;
    private final Texts texts;
    private @Nullable Wish wish;
    private boolean takingBack;

    /**
     * What the agent was asked for.
     *
     * @param before the settings that held before
     */
    private record Wish(int gpu, int cpu, SettingsData before, int beats) {
        Wish older() {
            return new Wish(gpu, cpu, before, beats + 1);
        }

        boolean isGranted(AgentStatus agent) {
            return onGpu(agent) == gpu && agent.slots().size() == gpu + cpu;
        }
    }

    LocalSlots(FarmLink farm, Background background, Settings settings, Notices notices, Texts texts) {
        this.farm = farm;
        this.background = background;
        this.settings = settings;
        this.notices = notices;
        this.texts = texts;
        settings.property().addListener((o, was, is) -> changed(was, is));
    }

    private Optional<AgentStatus> agent() {
        return farm.snapshot().agents().stream().filter(AgentStatus::local).findFirst();
    }

    private static int onGpu(AgentStatus agent) {
        return (int) agent.slots().stream().filter(SlotStatus::gpu).count();
    }

    private void changed(SettingsData was, SettingsData is) {
        AgentStatus agent = agent().orElse(null);
        boolean same = was.gpuSlots() == is.gpuSlots() && was.cpuSlots() == is.cpuSlots();
        if (same || takingBack || agent == null || agent.state() == AgentStatus.State.LEFT) {
            return; // an agent that somebody stopped has them when it is started next
        }
        boolean auto = (is.gpuSlots() < 0 && was.gpuSlots() >= 0) || (is.cpuSlots() < 0 && was.cpuSlots() >= 0);
        if (auto || !agent.connected()) {
            // Only an agent that starts finds out how many are useful; one that could not start may be able to now.
            wish = null;
            background
                    .action(() -> farm.startLocal(is.gpuSlots(), is.cpuSlots()))
                    .start();
            return;
        }
        int gpu = is.gpuSlots() < 0 ? onGpu(agent) : is.gpuSlots();
        int cpu = is.cpuSlots() < 0 ? agent.slots().size() - onGpu(agent) : is.cpuSlots();
        if (gpu + cpu == 0) {
            takeBack(was);
            return;
        }
        SettingsData before = wish == null ? was : wish.before();
        wish = new Wish(gpu, cpu, before, 0);
        background.action(() -> farm.setSlots(agent.id(), gpu, cpu)).start();
    }

    private void takeBack(SettingsData before) {
        takingBack = true;
        try {
            settings.remember(
                    s -> SettingsEdits.cpuSlots(SettingsEdits.gpuSlots(s, before.gpuSlots()), before.cpuSlots()));
        } finally {
            takingBack = false;
        }
    }

    /** Looks what has become of what was asked for; to be called five times a second. */
    void beat() {
        Wish asked = wish;
        AgentStatus agent = asked == null ? null : agent().orElse(null);
        if (asked == null || agent == null || !agent.connected()) {
            return;
        }
        if (agent.pending().contains(Action.SET_SLOTS) || asked.beats() < BEATS) {
            wish = asked.older();
        } else {
            wish = null;
            if (!asked.isGranted(agent)) {
                takeBack(asked.before());
                notices.tell(Notices.Kind.WARNING, texts.get("agents.slots.refused", agent.reason()));
            }
        }
    }
}
