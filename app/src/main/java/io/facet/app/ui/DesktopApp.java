package io.facet.app.ui;

import io.facet.app.desk.Desk;
import io.facet.app.ui.common.FxThread;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.SystemDesktop;
import io.facet.app.ui.common.Watchdog;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.app.ui.settings.SettingsStore;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
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
    private @Nullable SingleInstance instance;
    private @Nullable CompletableFuture<Desk> opening;
    private SettingsData remembered = SettingsData.DEFAULT;
    /** To be opened as soon as there is a window; empty for none. Also written by later starts. */
    private volatile String file = "";

    private @Nullable Desk desk;
    private @Nullable MainWindow window;
    private @Nullable Watchdog watchdog;

    @Override
    public void init() throws IOException {
        List<String> files = getParameters().getUnnamed();
        file = RunFiles.absolute(files.isEmpty() ? "" : files.getFirst());
        instance = SingleInstance.take(home.state().resolve("window"), file, this::called)
                .orElse(null);
        if (instance == null) {
            return;
        }
        remembered = store.load();
        SettingsData settings = remembered;
        // The master starts while the window is put together.
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
        CompletableFuture<Desk> master = opening;
        if (master == null) {
            LOG.info("Facet is open already; its window comes to the front");
            Platform.exit();
            return;
        }
        try {
            Desk opened = master.join();
            desk = opened;
            show(stage, opened);
        } catch (RuntimeException e) {
            Problem problem = Problem.of(e.getCause() == null ? e : e.getCause());
            LOG.error("Facet cannot start", e);
            Alert alert = new Alert(
                    Alert.AlertType.ERROR, problem.message() + "\n[" + problem.code() + "]", ButtonType.CLOSE);
            alert.setHeaderText("Facet cannot start");
            alert.showAndWait();
            Platform.exit();
        }
    }

    private void show(Stage stage, Desk opened) {
        MainWindow made =
                new MainWindow(opened, remembered, store, new SystemDesktop(getHostServices()), () -> quit(stage));
        window = made;
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
            // It writes the log, and ends a program that has no memory left.
            Thread.UncaughtExceptionHandler last = Thread.getDefaultUncaughtExceptionHandler();
            if (last != null) {
                last.uncaughtException(thread, e);
            }
            made.thrown(e);
        });
        Scene scene = made.scene();
        stage.setTitle("Facet");
        stage.setScene(scene);
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
        stage.addEventHandler(WindowEvent.WINDOW_SHOWN, e -> LOG.info("The window is open"));
        stage.show();
        watchdog = Watchdog.wanted()
                .map(limit -> new Watchdog(new FxThread()::later, System::nanoTime, limit, DesktopApp::frozen).start())
                .orElse(null);
        opened.allow(remembered.allowedRoots());
        opened.startLocalAgent(
                remembered.gpuSlots(), remembered.cpuSlots(), e -> new FxThread().execute(() -> made.localTrouble(e)));
        open(made);
        if (!opened.master().bind().equals(remembered.bind())) {
            made.tell(made.texts().get("shell.bind.moved", remembered.bind()));
        }
        int port = opened.master().port();
        if (port != remembered.port()) {
            made.tell(made.texts().get("shell.port.moved", remembered.port(), port));
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
    public void stop() throws IOException {
        if (watchdog != null) {
            watchdog.close();
        }
        if (window != null) {
            window.close();
        }
        if (desk != null) {
            desk.close();
        }
        if (instance != null) {
            instance.close();
        }
    }
}
