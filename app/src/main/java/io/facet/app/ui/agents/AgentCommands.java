package io.facet.app.ui.agents;

import io.facet.app.master.farm.When;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.app.ui.shell.Questions;
import java.util.List;
import java.util.function.Consumer;

/** What a user can ask of agents: carried out away from the window's thread, which is where its methods are called. */
final class AgentCommands {
    private final FarmLink farm;
    private final Workshop workshop;
    private final Questions questions;
    private final Consumer<AgentStatus> openLog;

    AgentCommands(FarmLink farm, Workshop workshop, Questions questions, Consumer<AgentStatus> openLog) {
        this.farm = farm;
        this.workshop = workshop;
        this.questions = questions;
        this.openLog = openLog;
    }

    private void ask(Background.Action action) {
        workshop.background().action(action).start();
    }

    void drain(List<AgentView> agents, boolean on) {
        ask(() -> {
            for (AgentView agent : agents) {
                if (on) {
                    farm.drain(agent.id());
                } else {
                    farm.undrain(agent.id());
                }
            }
        });
    }

    /** All that are connected. */
    void drainAll(boolean on) {
        ask(() -> farm.snapshot().agents().stream()
                .filter(AgentStatus::connected)
                .map(AgentStatus::id)
                .forEach(on ? farm::drain : farm::undrain));
    }

    void pause(AgentView agent, boolean on) {
        ask(() -> {
            if (on) {
                farm.pause(agent.id());
            } else {
                farm.resume(agent.id());
            }
        });
    }

    void disconnect(AgentView agent) {
        ask(() -> farm.disconnect(agent.id()));
    }

    void letBackIn(AgentView agent) {
        ask(() -> farm.letBackIn(agent.id()));
    }

    void forget(AgentView agent) {
        ask(() -> farm.forget(agent.id()));
        Texts texts = workshop.texts();
        workshop.notices()
                .tell(
                        Notices.Kind.INFO,
                        texts.get("agents.forgotten", agent.title()),
                        texts.get("agents.forgotten.undo"),
                        () -> ask(() -> farm.recall(agent.id())));
    }

    void restart(AgentView agent, When when) {
        ask(() -> farm.restart(agent.id(), when));
    }

    void startLocal() {
        int gpu = workshop.settings().get().gpuSlots();
        int cpu = workshop.settings().get().cpuSlots();
        ask(() -> farm.startLocal(gpu, cpu));
    }

    /** An agent whose credential is gone cannot come back without a new join code, so it is asked about. */
    void revoke(AgentView agent) {
        Texts texts = workshop.texts();
        questions.ask(
                texts.get("agents.revoke.title", agent.title()),
                texts.get("agents.revoke.text"),
                texts.get("agents.revoke.yes"),
                texts.get("agents.revoke.no"),
                true,
                () -> ask(() -> farm.revoke(agent.id())));
    }

    void openLog(AgentView agent) {
        openLog.accept(agent.status());
    }

    void copyAddress(AgentView agent) {
        workshop.desktop().copy(agent.address());
        workshop.notices().tell(Notices.Kind.INFO, workshop.texts().get("shell.copied", agent.address()));
    }

    /** Slots of this computer's agent are a setting: they hold after the next start, and can be undone. */
    void gpuSlots(int wanted) {
        workshop.settings().change(s -> SettingsEdits.gpuSlots(s, wanted));
    }

    void cpuSlots(int wanted) {
        workshop.settings().change(s -> SettingsEdits.cpuSlots(s, wanted));
    }

    void pauseWhileUsed(boolean on) {
        workshop.settings().change(s -> SettingsEdits.pauseWhileUsed(s, on));
    }
}
