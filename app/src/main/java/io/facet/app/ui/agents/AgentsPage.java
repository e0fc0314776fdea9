package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Screen;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.shell.Questions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All agents: what they do, and what can be asked of them. */
public final class AgentsPage implements Page {
    /** The command that opens the drawer to add an agent. */
    public static final String ADD_AGENT = "add-agent";

    private static final String ID = "agents";

    private final Workshop workshop;
    private final FarmLink farm;
    private final AgentsModel model;
    private final AgentsController controller;
    private final Parent view;
    private final RestWhileUsed rest;
    private boolean shown;
    private @Nullable Instant second;

    /** The page of this program's own farm. */
    public AgentsPage(Workshop workshop, Questions questions) {
        this(
                workshop,
                questions,
                new MasterFarm(
                        workshop.desk(),
                        e -> workshop.background()
                                .onWindow(() ->
                                        workshop.notices().tell(Notices.Kind.WARNING, e.getMessage()))),
                UserActivity.ofThisComputer());
    }

    AgentsPage(Workshop workshop, Questions questions, FarmLink farm, UserActivity activity) {
        this.workshop = workshop;
        this.farm = farm;
        AgentWords words = new AgentWords(workshop.texts(), workshop.clock().getZone());
        model = new AgentsModel(farm, workshop.clock(), words);
        AgentCommands commands = new AgentCommands(farm, workshop, questions, this::openLog);
        controller = new AgentsController(workshop.texts(), model, commands, this::addAgent);
        view = workshop.screens().load(Screen.AGENTS, controller);
        new LocalSlots(farm, workshop.background(), workshop.settings());
        rest = new RestWhileUsed(
                activity,
                () -> workshop.settings().get().pauseWhileUsed(),
                a -> workshop.background().action(() -> farm.pause(a.id())).start(),
                a -> workshop.background().action(() -> farm.resume(a.id())).start());
        model.content().addListener((o, was, is) -> show());
        workshop.settings().property().addListener((o, was, is) -> show());
        show();
        workshop.commands()
                .add(new Command(
                        ADD_AGENT,
                        workshop.texts().get("shell.add-agent"),
                        title(),
                        "Shortcut+Shift+A",
                        Commands.ALWAYS,
                        this::addAgent));
        workshop.pulse().add(this::beat);
    }

    private void show() {
        controller.show(model.content().get(), workshop.settings().get().pauseWhileUsed());
    }

    private void beat() {
        Instant now = workshop.clock().instant();
        boolean newSecond = second == null || now.getEpochSecond() != second.getEpochSecond();
        if (newSecond) {
            second = now;
            Optional<AgentStatus> local = farm.snapshot().agents().stream()
                    .filter(AgentStatus::local)
                    .findFirst();
            rest.second(now, local);
        }
        if (!shown) {
            return;
        }
        model.refresh();
        if (newSecond) {
            controller.list().second();
            controller
                    .list()
                    .keep(farm.snapshot().agents().stream()
                            .map(AgentStatus::id)
                            .collect(Collectors.toSet()));
        }
        controller.refreshLog();
    }

    private void openLog(AgentStatus agent) {
        controller.openLog(farm, agent, workshop.desktop());
    }

    private void addAgent() {
        workshop.goTo().accept(ID);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return workshop.texts().get("agents.title");
    }

    @Override
    public Feather icon() {
        return Feather.SERVER;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        shown = true;
        model.refresh();
    }

    @Override
    public void hidden() {
        shown = false;
    }

    @Override
    public Node searchField() {
        return controller.search();
    }
}
