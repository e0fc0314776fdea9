package io.facet.app.ui;

import io.facet.app.desk.Desk;
import io.facet.app.ui.common.FxThread;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.SystemDesktop;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Watchdog;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.app.ui.settings.SettingsStore;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop program. Started by {@link Application#launch}. */
public final class DesktopApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApp.class);
    private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256, 512);
    private static final double SMALLEST_WIDTH = 1024;
    private static final double SMALLEST_HEIGHT = 700;

    private final FacetHome home = FacetHome.ofThisAccount();
    private final SettingsStore store = new SettingsStore(home.state().resolve("window.json"));
    private final Texts texts = new Texts(Locale.ENGLISH);
    private @Nullable SingleInstance instance;
    private @Nullable CompletableFuture<Desk> opening;
    private SettingsData remembered = SettingsData.DEFAULT;
    /** To be opened as soon as there is a window; empty for none. Also written by later starts. */
    private volatile String file = "";

    private @Nullable Desk desk;
    private @Nullable MainWindow window;
    private @Nullable Watchdog watchdog;
    private @Nullable LastWords lastWords;
    private @Nullable Throwable failure;
    private boolean ending;

    @Override
    public void init() {
        try {
            prepare();
        } catch (IOException | RuntimeException e) {
            failure = e; // told where there is a window
        }
    }

    private void prepare() throws IOException {
        List<String> files = getParameters().getUnnamed();
        file = RunFiles.absolute(files.isEmpty() ? "" : files.getFirst());
        instance = SingleInstance.take(home.state().resolve("window"), file, this::called)
                .orElse(null);
        if (instance == null) {
            return;
        }
        lastWords = new LastWords(home.state().resolve("last-words"), Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler(lastWords);
        remembered = store.load();
        SettingsData settings = remembered;
        // Ports, certificates and the history take their time; a splash stands in the window meanwhile.
        opening = CompletableFuture.supplyAsync(() -> open(settings));
    }

    /** A computer that is on another network today than yesterday still opens its window. */
    private Desk open(SettingsData settings) {
        try {
            return Desk.open(new Desk.Opening(home, settings.bind(), settings.port()));
        } catch (ProtocolException e) {
            if (e.code() != ProtocolException.Code.BIND_FAILED) {
                throw e;
            }
            LOG.warn("{}", e.getMessage());
            return Desk.open(new Desk.Opening(home, SettingsData.DEFAULT.bind(), settings.port()));
        }
    }

    @Override
    public void start(Stage stage) {
        Throwable before = failure;
        CompletableFuture<Desk> master = opening;
        if (before != null) {
            cannotStart(before);
        } else if (master == null) {
            LOG.info("Facet is open already; its window comes to the front");
            Platform.exit();
        } else {
            try {
                splash(stage);
            } catch (RuntimeException | LinkageError e) {
                cannotStart(e);
                return;
            }
            var _ = master.whenComplete((opened, e) -> new FxThread().later(() -> opened(stage, opened, e)));
        }
    }

    private void opened(Stage stage, @Nullable Desk opened, @Nullable Throwable e) {
        if (ending) {
            return;
        }
        try {
            if (opened == null) {
                throw new CompletionException(e);
            }
            desk = opened;
            show(stage, opened);
        } catch (RuntimeException | LinkageError thrown) {
            cannotStart(
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown);
        }
    }

    /** A small window says why there is no other; the process ends with an exit code that says so, too. */
    private void cannotStart(Throwable e) {
        failure = e;
        LOG.error("Facet cannot start", e);
        Problem problem = Problem.of(e);
        try {
            Alert alert = new Alert(
                    Alert.AlertType.ERROR, problem.message() + "\n[" + problem.code() + "]", ButtonType.CLOSE);
            alert.setHeaderText("Facet cannot start");
            alert.showAndWait();
        } catch (RuntimeException | LinkageError noWindowAtAll) {
            LOG.error("Nor can a window say so", noWindowAtAll);
        }
        Platform.exit();
    }

    private void splash(Stage stage) {
        stage.setTitle("Facet");
        stage.setScene(Splash.scene(remembered, texts));
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        for (int size : ICONS) {
            stage.getIcons()
                    .add(new Image(Objects.requireNonNull(
                                    DesktopApp.class.getResource("/io/facet/app/ui/icons/facet-" + size + ".png"))
                            .toExternalForm()));
        }
        place(stage, remembered.window());
        stage.setOnCloseRequest(e -> {
            e.consume();
            quit(stage);
        });
        stage.show();
    }

    private void show(Stage stage, Desk opened) {
        MainWindow made = new MainWindow(
                opened,
                remembered,
                store,
                new SystemDesktop(getHostServices()::showDocument, Thread::startVirtualThread),
                () -> quit(stage));
        window = made;
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
            // It writes the log, and ends a program that has no memory left.
            Thread.UncaughtExceptionHandler last = Thread.getDefaultUncaughtExceptionHandler();
            if (last != null) {
                last.uncaughtException(thread, e);
            }
            made.thrown(e);
        });
        stage.setScene(made.scene());
        LOG.info("The window is open");
        watchdog = Watchdog.wanted()
                .map(limit -> new Watchdog(new FxThread()::later, System::nanoTime, limit, DesktopApp::frozen).start())
                .orElse(null);
        SettingsData settings = remembered;
        made.start(() -> {
            opened.allow(settings.allowedRoots());
            opened.startLocalAgent(
                    settings.gpuSlots(), settings.cpuSlots(), e -> new FxThread().execute(() -> made.localTrouble(e)));
        });
        open(made);
        tellWhatIsDifferent(made, opened);
    }

    private void tellWhatIsDifferent(MainWindow made, Desk opened) {
        if (lastWords != null && lastWords.found()) {
            made.tell(texts.get("shell.last-words"));
        }
        store.aside().ifPresent(aside -> made.tell(texts.get("shell.settings.unreadable", aside)));
        if (!opened.master().bind().equals(remembered.bind())) {
            made.tell(texts.get("shell.bind.moved", remembered.bind()));
        }
        int port = opened.master().port();
        if (port != remembered.port()) {
            made.tell(texts.get("shell.port.moved", remembered.port(), port));
        }
    }

    private void open(MainWindow made) {
        String wanted = file;
        file = "";
        if (!wanted.isEmpty()) {
            made.open(wanted);
        }
    }

    private static void frozen(Watchdog.Freeze freeze) {
        LOG.warn(
                "The window has not answered for {} ms. Its thread is at{}{}",
                freeze.length().toMillis(),
                System.lineSeparator(),
                freeze.stack());
    }

    private static void place(Stage stage, SettingsData.WindowPlace place) {
        boolean onScreen = Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .anyMatch(b -> b.intersects(new Rectangle2D(
                        Double.isNaN(place.x()) ? -1e9 : place.x(),
                        Double.isNaN(place.y()) ? -1e9 : place.y(),
                        place.width(),
                        place.height())));
        if (onScreen) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        stage.setMaximized(place.maximized());
    }

    private void quit(Stage stage) {
        MainWindow open = window;
        if (open == null) {
            stage.hide();
            Platform.exit();
            return;
        }
        open.askToQuit(() -> {
            SettingsData.WindowPlace before = open.settings().get().window();
            // The size of a maximised window is that of the screen.
            SettingsData.WindowPlace place = stage.isMaximized()
                    ? new SettingsData.WindowPlace(before.x(), before.y(), before.width(), before.height(), true)
                    : new SettingsData.WindowPlace(
                            stage.getX(),
                            stage.getY(),
                            stage.getScene().getWidth(),
                            stage.getScene().getHeight(),
                            false);
            open.settings().remember(s -> SettingsEdits.window(s, place));
            stage.hide();
            Platform.exit();
        });
    }

    private void called(String called) {
        new FxThread().execute(() -> {
            MainWindow open = window;
            file = called.isEmpty() ? file : called;
            if (open != null) {
                open(open);
            }
            if (open != null && open.scene().getWindow() instanceof Stage stage) {
                stage.setIconified(false);
                stage.toFront();
                stage.requestFocus();
            }
        });
    }

    @Override
    public void stop() {
        ending = true;
        Throwable thrown = ClosedInOrder.close(Arrays.asList(watchdog, window, this::closeDesk, instance, lastWords));
        Throwable told = failure == null ? thrown : failure;
        if (told != null) {
            throw new CannotStart(told);
        }
    }

    /** Also one that is only about to open: its port and its history have to be let go. */
    private void closeDesk() {
        CompletableFuture<Desk> master = opening;
        Desk opened = desk;
        if (opened == null && master != null && !master.isCompletedExceptionally()) {
            opened = master.exceptionally(e -> null).join();
        }
        if (opened != null) {
            opened.close();
        }
    }
}
