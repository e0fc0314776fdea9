package io.facet.app.ui;

import io.facet.app.UserException;
import io.facet.app.desk.CurrentRun;
import io.facet.app.desk.Desk;
import io.facet.app.ui.agents.AgentsPage;
import io.facet.app.ui.agents.LocalTrouble;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Desktop;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.FxThread;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Pulse;
import io.facet.app.ui.common.Screens;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.run.RunFile;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsStore;
import io.facet.app.ui.shell.LogBook;
import io.facet.app.ui.shell.Shell;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.util.Duration;

/**
 * Puts the window together: the one place where its parts are made. Confined to the window's thread. Closes what it
 * made, but not the desk.
 */
public final class MainWindow implements AutoCloseable {
    private static final Duration BEAT = Duration.millis(200);

    private final Desk desk;
    private final ExecutorService workers;
    private final Background background;
    private final LogBook log = new LogBook();
    private final Settings settings;
    private final Theme theme;
    private final Notices notices = new Notices();
    private final Pages pages;
    private final Commands commands = new Commands();
    private final Timeline heart;
    private final Shell shell;
    private final Scene scene;
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Set<String> thrown = new HashSet<>();

    /**
     * Makes the window's content.
     *
     * @param quit what the command to quit does
     */
    public MainWindow(Desk desk, SettingsData remembered, SettingsStore store, Desktop desktop, Runnable quit) {
        this.desk = desk;
        this.workers = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("facet-window-", 0).daemon().factory());
        FxThread window = new FxThread();
        this.background = new Background(workers, window, this::unhandled);
        SaveLater saveLater = new SaveLater(store, background, notices);
        this.settings = new Settings(remembered, saveLater::keep);
        this.theme = new Theme(remembered.theme(), remembered.textSize());
        Pulse pulse = new Pulse(MainWindow::uncaught);
        Workshop workshop = new Workshop(
                desk,
                settings,
                texts,
                new Screens(texts),
                theme,
                pulse,
                background,
                window,
                notices,
                commands,
                desktop,
                Clock.system(ZoneId.systemDefault()),
                this::go);
        this.shell = new Shell(workshop, log, this::addAgent);
        this.scene = new Scene(
                shell.view(), remembered.window().width(), remembered.window().height());
        theme.dress(scene);
        this.pages = Pages.of(workshop, shell.questions());
        pages.all().forEach(shell::add);
        shell.install(scene, quit);
        shell.go(pages.run().id());
        settings.property().addListener((o, was, is) -> themed(was, is));
        looks(remembered);
        heart = new Timeline(new KeyFrame(BEAT, e -> pulse.beat()));
        heart.setCycleCount(Animation.INDEFINITE);
        heart.play();
    }

    /** What style sheets do about density and motion. */
    private void looks(SettingsData data) {
        var classes = scene.getRoot().getStyleClass();
        classes.removeAll("compact", "still");
        if (data.compact()) {
            classes.add("compact");
        }
        if (data.reduceMotion()) {
            classes.add("still");
        }
    }

    /** As if nothing had caught it, for the log and for whoever watches this thread. */
    private static void uncaught(Throwable e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }

    private void themed(SettingsData was, SettingsData is) {
        if (was.compact() != is.compact() || was.reduceMotion() != is.reduceMotion()) {
            looks(is);
        }
        if (was.theme() != is.theme() || was.textSize() != is.textSize()) {
            theme.choose(is.theme());
            theme.textSize(is.textSize());
            shell.themed();
        }
    }

    /** Turns to the run that a manifest belongs to, or says why that cannot be. */
    public void open(String manifest) {
        background
                .task(() -> new RunFiles(desk).find(manifest))
                .onSuccess(this::turnTo)
                .start();
    }

    private void turnTo(RunFiles.Found found) {
        switch (found) {
            case RunFiles.Found.Here _ -> go(pages.run().id());
            case RunFiles.Found.InHistory past -> {
                go(pages.results().id());
                pages.results().open(past.id());
            }
            case RunFiles.Found.OnDisk(RunFile file) -> {
                go(pages.run().id());
                if (!pages.run().open(file)) {
                    tell(texts.get("open.locked", file.csv()));
                }
            }
            case RunFiles.Found.Unusable(String key, String about, String why) ->
                notices.tell(Notices.Kind.DANGER, texts.get(key, about, why));
        }
    }

    private void go(String page) {
        shell.go(page);
    }

    private void addAgent() {
        Command command = commands.find(AgentsPage.ADD_AGENT);
        if (command != null) {
            command.run();
        }
    }

    private void unhandled(Problem problem) {
        if (problem.unexpected()) {
            shell.questions().problem(problem, desk.home().logs().toString());
        } else {
            notices.tell(problem);
        }
    }

    /** Something was thrown on the window's thread that nobody foresaw: told once, as it may be thrown five times a second. */
    public void thrown(Throwable e) {
        String where = e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0].toString();
        if (thrown.add(e.getClass().getName() + where)) {
            unhandled(Problem.of(e));
        }
    }

    public Scene scene() {
        return scene;
    }

    public Settings settings() {
        return settings;
    }

    /** Says something in passing. */
    public void tell(String text) {
        notices.tell(Notices.Kind.WARNING, text);
    }

    /** This computer's agent cannot be kept alive, or not with the slots that it was given. */
    public void localTrouble(UserException why) {
        new LocalTrouble(settings, notices, texts).told(why);
    }

    public Texts texts() {
        return texts;
    }

    /** Starts work that waits for something else than the window; what goes wrong is told. */
    public void start(Background.Action work) {
        background.action(work).start();
    }

    /** Ends the window with {@code quit}, after a question if a run goes on or other work would be given up. */
    public void askToQuit(Runnable quit) {
        CurrentRun run = desk.run();
        String unfinished = background.unfinished().stream()
                .map(work -> "\n" + texts.get(work.key(), work.values().toArray()))
                .sorted()
                .collect(Collectors.joining());
        if (run != null && !run.handle().result().isDone()) {
            askToEnd(run, unfinished, quit);
        } else if (!unfinished.isEmpty()) {
            shell.questions()
                    .ask(
                            texts.get("shell.quit.work.title"),
                            texts.get("shell.quit.work.text") + unfinished,
                            texts.get("shell.quit.work.quit"),
                            texts.get("shell.quit.work.stay"),
                            true,
                            quit);
        } else {
            quit.run();
        }
    }

    private void askToEnd(CurrentRun run, String unfinished, Runnable quit) {
        shell.questions()
                .ask(
                        texts.get("shell.quit.title"),
                        texts.get("shell.quit.text")
                                + (unfinished.isEmpty() ? "" : "\n" + texts.get("shell.quit.work.also") + unfinished),
                        texts.get(
                                "shell.quit.quit",
                                Figures.count(run.handle().snapshot().rows())),
                        texts.get("shell.quit.stay"),
                        true,
                        quit);
    }

    @Override
    public void close() {
        heart.stop();
        try (log;
                theme) {
            workers.shutdown();
            awaitWorkers();
        }
    }

    /** What was changed last is on its way to the disk. */
    private void awaitWorkers() {
        try {
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps settings away from the window's thread, the last state of many changes in a moment. */
    private static final class SaveLater {
        private final SettingsStore store;
        private final Background background;
        private final Notices notices;
        private boolean waiting;
        private SettingsData latest = SettingsData.DEFAULT;

        SaveLater(SettingsStore store, Background background, Notices notices) {
            this.store = store;
            this.background = background;
            this.notices = notices;
        }

        synchronized void keep(SettingsData data) {
            latest = data;
            if (!waiting) {
                waiting = true;
                background
                        .action(this::save)
                        .onError(p -> notices.tell(Notices.Kind.WARNING, p.message()))
                        .start();
            }
        }

        /** One at a time, so that the latest state is the last to be written. */
        private void save() throws IOException {
            synchronized (store) {
                SettingsData data;
                synchronized (this) {
                    waiting = false;
                    data = latest;
                }
                store.save(data);
            }
        }
    }
}
