package io.facet.app.ui.agents;

import io.facet.app.UserException;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Screen;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.control.FocusReturn;
import io.facet.app.ui.join.JoinDrawer;
import io.facet.app.ui.join.JoinLink;
import io.facet.app.ui.join.JoinModel;
import io.facet.app.ui.join.ListenAddress;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.shell.Questions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
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
    private static final double ROOM_FOR_DRAWER = 1280;

    private final Workshop workshop;
    private final FarmLink farm;
    private final AgentsModel model;
    private final AgentsController controller;
    private final Parent view;
    private final RestWhileUsed rest;
    private final LocalSlots slots;
    private final JoinDrawer drawer;
    private final DrawerPlace place;
    private final FocusReturn focus = new FocusReturn();
    private boolean drawerOpen;
    private boolean offered;
    private boolean shown;
    private @Nullable Instant last;

    /** The page of this program's own farm, which listens at {@code listen}. */
    public AgentsPage(Workshop workshop, Questions questions, JoinLink join, ListenAddress listen) {
        this(
                workshop,
                questions,
                new MasterFarm(workshop.desk(), told(workshop)),
                join,
                listen,
                UserActivity.ofThisComputer());
    }

    private static Consumer<UserException> told(Workshop workshop) {
        LocalTrouble trouble = new LocalTrouble(workshop.settings(), workshop.notices(), workshop.texts());
        return e -> workshop.background().onWindow(() -> trouble.told(e));
    }

    AgentsPage(
            Workshop workshop,
            Questions questions,
            FarmLink farm,
            JoinLink join,
            ListenAddress listen,
            UserActivity activity) {
        this.workshop = workshop;
        this.farm = farm;
        AgentWords words = new AgentWords(workshop.texts(), workshop.clock().getZone());
        model = new AgentsModel(farm, workshop.clock(), words);
        AgentCommands commands = new AgentCommands(farm, workshop, questions, this::openLog);
        controller = new AgentsController(workshop.texts(), model, commands, this::addAgent);
        view = workshop.screens().load(Screen.AGENTS, controller);
        drawer = new JoinDrawer(
                new JoinModel(
                        join, listen, workshop.settings(), workshop.background(), workshop.texts(), workshop.clock()),
                workshop,
                questions,
                this::closeDrawer);
        place = controller.drawerPlace();
        slots = new LocalSlots(farm, workshop.background(), workshop.settings(), workshop.notices(), workshop.texts());
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
        SettingsData now = workshop.settings().get();
        controller.show(model.content().get(), new LocalWishes(now.pauseWhileUsed(), now.gpuSlots() < 0));
    }

    private void beat() {
        Instant now = workshop.clock().instant();
        slots.beat();
        boolean newSecond = last == null || now.getEpochSecond() != last.getEpochSecond();
        if (newSecond) {
            last = now;
            Optional<AgentStatus> local =
                    farm.snapshot().agents().stream().filter(AgentStatus::local).findFirst();
            rest.second(now, local);
        }
        if (!shown) {
            if (newSecond) {
                // Rates of the last minute are there when somebody comes to look.
                model.refresh();
                second();
            }
            return;
        }
        model.refresh();
        if (newSecond) {
            second();
        }
        controller.refreshLog();
        if (drawerOpen) {
            drawer.tick();
        }
    }

    /** Another second has passed, and the page is to be seen. */
    void second() {
        controller.list().second();
        controller
                .list()
                .keep(farm.snapshot().agents().stream().map(AgentStatus::id).collect(Collectors.toSet()));
    }

    private void openLog(AgentStatus agent) {
        controller.openLog(farm, agent, workshop.desktop());
    }

    private void addAgent() {
        boolean opens = !drawerOpen;
        boolean first = view.getScene() == null;
        if (opens && !first) {
            // What has the focus on another page loses it when that is hidden.
            focus.opens(view.getScene());
        }
        workshop.goTo().accept(ID);
        if (opens && first) {
            focus.opens(view.getScene());
        }
        openDrawer();
        drawer.focus();
    }

    private void openDrawer() {
        offered = true;
        if (!drawerOpen) {
            drawerOpen = true;
            place.open(drawer.view(), this::closeDrawer);
            drawer.opened();
        }
    }

    private void closeDrawer() {
        drawerOpen = false;
        focus.closes(drawer.view(), place::close, controller.search());
    }

    /** Those on the network are looked for where they can be added. */
    @Override
    public void again() {
        addAgent();
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
        // Whoever comes here with nobody else in the farm wants to add somebody; said once, and only where it is not in
        // the way.
        if (!offered
                && model.content().get().alone()
                && view.getScene() != null
                && view.getScene().getWidth() >= ROOM_FOR_DRAWER) {
            openDrawer();
        }
    }

    @Override
    public void hidden() {
        shown = false;
    }

    @Override
    public @Nullable Node drawer() {
        return drawerOpen ? drawer.view() : null;
    }

    @Override
    public Node searchField() {
        return controller.search();
    }
}
