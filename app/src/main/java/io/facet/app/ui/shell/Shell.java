package io.facet.app.ui.shell;

import io.facet.app.installation.Programs;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.command.Keys;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Screen;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.control.FocusReturn;
import io.facet.app.ui.settings.SettingsEdits;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The frame with its pages, keys, palette, log and notices. Confined to the window's thread. */
public final class Shell {
    private final Workshop workshop;
    private final LogBook log;
    private final ShellModel model;
    private final ShellController controller;
    private final Parent view;
    private final Questions questions;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private @Nullable Page current;
    private @Nullable LogDrawer drawer;
    private @Nullable Node focusBefore;
    private final FocusReturn logFocus = new FocusReturn();

    /**
     * A frame without pages.
     *
     * @param addAgent what the button for that does
     */
    public Shell(Workshop workshop, LogBook log, Runnable addAgent) {
        this.workshop = workshop;
        this.log = log;
        this.model = new ShellModel(workshop.desk(), log, workshop.texts());
        this.controller = new ShellController(workshop.texts(), new Buttons(addAgent));
        this.view = workshop.screens().load(Screen.SHELL, controller);
        this.questions = new Questions(workshop.texts(), new Dialogs(), workshop.desktop()::copy);
        new NoticeStack(workshop.notices(), workshop.texts(), controller.noticeStack(), NoticeStack.SHOWN);
        model.bars().addListener((o, was, is) -> controller.show(is, onRunPage()));
        workshop.pulse().add(this::refresh);
        controller.dark(workshop.theme().dark());
        controller.show(model.bars().get(), false);
    }

    private void refresh() {
        model.refresh();
        LogDrawer open = drawer;
        if (open != null) {
            open.refresh();
        }
    }

    private boolean onRunPage() {
        return current != null && current.id().equals("run");
    }

    public Parent view() {
        return view;
    }

    public Questions questions() {
        return questions;
    }

    /** Adds a page to the rail and the command that leads to it. */
    public void add(Page page) {
        pages.put(page.id(), page);
        controller.add(page);
        String key = page.id().equals("settings") ? "Shortcut+COMMA" : "Shortcut+" + pages.size();
        workshop.commands()
                .add(new Command(
                        "go." + page.id(),
                        workshop.texts().get("command.page", page.title()),
                        workshop.texts().get("command.where.go"),
                        key,
                        Commands.ALWAYS,
                        () -> go(page.id())));
    }

    /** Shows a page; does nothing if there is none with that id. */
    public void go(String id) {
        Page next = pages.get(id);
        if (next == null || next == current) {
            return;
        }
        if (current != null) {
            current.hidden();
        }
        current = next;
        controller.show(next);
        controller.show(model.bars().get(), onRunPage());
        next.shown();
    }

    /** Adds the frame's own commands, and lets every command's key work in {@code scene}. */
    public void install(Scene scene, Runnable quit) {
        command("palette", "Shortcut+K", this::palette);
        command("log", "Shortcut+L", this::toggleLog);
        command("theme", null, this::switchTheme);
        command("undo", "Shortcut+Z", workshop.settings()::undo);
        command("redo", "Shortcut+Shift+Z", workshop.settings()::redo);
        command("find", "Shortcut+F", this::find);
        command("next-region", "F6", () -> nextRegion(scene, 1));
        command("again", "F5", this::again);
        command("guide", "F1", this::guide);
        command("faces", "Shortcut+Shift+H", this::switchFaces);
        command("quit", "Shortcut+Q", quit);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> pressed(scene, e));
    }

    private void command(String id, @Nullable String key, Runnable action) {
        workshop.commands()
                .add(new Command(
                        id,
                        workshop.texts().get("command." + id),
                        workshop.texts().get("command.where.view"),
                        key,
                        Commands.ALWAYS,
                        action));
    }

    private void pressed(Scene scene, KeyEvent event) {
        if (focusBefore != null) {
            return;
        }
        if (event.getCode() == KeyCode.F6 && event.isShiftDown()) {
            nextRegion(scene, -1);
            event.consume();
            return;
        }
        for (Command command : workshop.commands().all()) {
            String key = command.key();
            if (key != null && Keys.match(key, event)) {
                // A key that cannot do what it stands for is left to what has the focus.
                if (command.enabled().get() && !isMeantFor(scene.getFocusOwner(), command)) {
                    event.consume();
                    command.run();
                }
                return;
            }
        }
    }

    /** Whether the key of a command is meant for what has the focus: a switch, a list, a field. */
    private static boolean isMeantFor(@Nullable Node focus, Command command) {
        return (command.plainKey() && focus instanceof Control && !(focus instanceof ScrollPane))
                || (command.editsText() && isText(focus));
    }

    private static boolean isText(@Nullable Node focus) {
        return focus instanceof TextInputControl
                || (focus instanceof ComboBoxBase<?> box && box.isEditable())
                || (focus instanceof Spinner<?> spinner && spinner.isEditable());
    }

    private void find() {
        Node field = current == null ? null : current.searchField();
        if (field != null) {
            field.requestFocus();
        }
    }

    private void again() {
        if (current != null) {
            current.again();
        }
    }

    /** The guide of the installation; the notice says where it would be if there is none. */
    private void guide() {
        workshop.background()
                .task(() -> Optional.ofNullable(Programs.ofThisProcess().distribution())
                        .map(folder -> folder.resolve("README.md"))
                        .filter(Files::isRegularFile))
                .onSuccess(file -> file.ifPresentOrElse(
                        workshop.desktop()::open,
                        () -> workshop.notices()
                                .tell(Notices.Kind.INFO, workshop.texts().get("command.guide.none"))))
                .start();
    }

    private void switchFaces() {
        workshop.settings().change(s -> SettingsEdits.hideFaces(s, !s.hideFaces()));
    }

    private void nextRegion(Scene scene, int step) {
        var regions = controller.regions(current == null ? null : current.drawer());
        int at = 0;
        for (int i = 0; i < regions.size(); i++) {
            if (Focus.isWithin(regions.get(i), scene.getFocusOwner())) {
                at = i;
            }
        }
        for (int i = 1; i <= regions.size(); i++) {
            if (Focus.first(regions.get(Math.floorMod(at + i * step, regions.size())))) {
                return;
            }
        }
    }

    private void palette() {
        CommandPalette palette = new CommandPalette(workshop.commands(), workshop.texts(), this::closeOverlay);
        openOverlay(palette);
        palette.focusField();
    }

    private void openOverlay(StackPane node) {
        if (focusBefore == null) {
            focusBefore = view.getScene().getFocusOwner() == null
                    ? view
                    : view.getScene().getFocusOwner();
        }
        controller.overlay(node);
    }

    private void closeOverlay() {
        controller.overlay(null);
        if (focusBefore != null) {
            focusBefore.requestFocus();
            focusBefore = null;
        }
    }

    private void toggleLog() {
        LogDrawer open = drawer;
        if (open == null) {
            LogDrawer made = new LogDrawer(
                    log,
                    workshop.texts(),
                    workshop.desktop(),
                    workshop.desk().home().logs(),
                    this::toggleLog);
            drawer = made;
            logFocus.opens(view.getScene());
            controller.logSlot().getChildren().setAll(made);
            made.refresh();
            made.focus();
        } else {
            drawer = null;
            logFocus.closes(open, controller.logSlot().getChildren()::clear, controller.logItem());
        }
    }

    private void switchTheme() {
        Theme.Choice next = workshop.theme().dark() ? Theme.Choice.LIGHT : Theme.Choice.DARK;
        workshop.settings().change(s -> SettingsEdits.theme(s, next));
    }

    /** Follows a change of the theme. */
    public void themed() {
        controller.dark(workshop.theme().dark());
    }

    private final class Dialogs implements Questions.Overlay {
        @Override
        public void show(StackPane dialog) {
            openOverlay(dialog);
        }

        @Override
        public void close() {
            closeOverlay();
        }
    }

    private final class Buttons implements ShellController.Actions {
        private final Runnable addAgent;

        Buttons(Runnable addAgent) {
            this.addAgent = addAgent;
        }

        @Override
        public void go(String page) {
            Shell.this.go(page);
        }

        @Override
        public void palette() {
            Shell.this.palette();
        }

        @Override
        public void switchTheme() {
            Shell.this.switchTheme();
        }

        @Override
        public void addAgent() {
            addAgent.run();
        }

        @Override
        public void toggleLog() {
            Shell.this.toggleLog();
        }

        @Override
        public void copyAddress() {
            String address = model.bars().get().address();
            workshop.desktop().copy(address);
            workshop.notices().tell(Notices.Kind.INFO, workshop.texts().get("shell.copied", address));
        }
    }
}
