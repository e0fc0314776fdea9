package io.facet.app.ui;

import io.facet.app.desk.Desk;
import io.facet.app.ui.common.Desktop;
import io.facet.app.ui.common.FxThread;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.common.Watchdog;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.app.ui.settings.SettingsStore;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;

/**
 * The whole window on the Headless platform, with a real master on a free port of the loopback interface and a state
 * folder of its own. Its methods may be called from the test's thread. Closed by the test.
 */
public final class TestWindow implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    /** Longer than a machine with too much to do needs for a window, and shorter than anybody would wait. */
    private static final Duration FROZEN = Duration.ofSeconds(10);

    private static boolean started;

    private final Desk desk;
    private final MainWindow window;
    private final Stage stage;
    private final RecordedDesktop desktop;
    private final Watchdog watchdog;
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

    /** What was asked of the system. */
    public static final class RecordedDesktop implements Desktop {
        public final List<Path> opened = new ArrayList<>();
        public final List<Path> revealed = new ArrayList<>();
        public final List<String> browsed = new ArrayList<>();
        public final List<String> copied = new ArrayList<>();

        @Override
        public void open(Path path) {
            opened.add(path);
        }

        @Override
        public void reveal(Path file) {
            revealed.add(file);
        }

        @Override
        public void browse(String address) {
            browsed.add(address);
        }

        @Override
        public void copy(String text) {
            copied.add(text);
        }
    }

    private TestWindow(Desk desk, MainWindow window, Stage stage, RecordedDesktop desktop) {
        this.desktop = desktop;
        this.desk = desk;
        this.window = window;
        this.stage = stage;
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        this.watchdog = new Watchdog(
                        new FxThread()::later,
                        System::nanoTime,
                        Duration.ofMillis(Long.getLong("facet.watchdog", Watchdog.LIMIT.toMillis())),
                        TestWindow::frozen)
                .start();
    }

    private static void frozen(Watchdog.Freeze freeze) {
        String own = freeze.stack()
                .lines()
                .filter(l -> l.contains("io.facet"))
                .findFirst()
                .orElse("");
        System.out.println("the window has not answered for " + freeze.length().toMillis() + " ms" + own);
    }

    /** Opens a window with everything under {@code folder}, without a local agent, of the size that settings say. */
    public static TestWindow open(Path folder, UnaryOperator<SettingsData> settings) {
        return open(FacetHome.under(folder), settings);
    }

    /** Opens a window on the folders of an account. */
    public static TestWindow open(FacetHome home, UnaryOperator<SettingsData> settings) {
        startPlatform();
        Desk desk = Desk.open(new Desk.Opening(home, "127.0.0.1", 0));
        SettingsStore store = new SettingsStore(home.state().resolveSibling("window.json"));
        SettingsData data = settings.apply(store.load());
        TestWindow[] made = new TestWindow[1];
        onWindow(() -> {
            RecordedDesktop recorded = new RecordedDesktop();
            MainWindow window = new MainWindow(desk, data, store, recorded, () -> {});
            Stage stage = new Stage();
            stage.setScene(window.scene());
            stage.show();
            made[0] = new TestWindow(desk, window, stage, recorded);
            return true;
        });
        return made[0];
    }

    /** Settings for a window of a size, in a theme. */
    public static UnaryOperator<SettingsData> sized(double width, double height, Theme.Choice theme) {
        return s -> SettingsEdits.theme(
                SettingsEdits.window(s, new SettingsData.WindowPlace(Double.NaN, Double.NaN, width, height, false)),
                theme);
    }

    private static synchronized void startPlatform() {
        if (!started) {
            started = true;
            CompletableFuture<Void> up = new CompletableFuture<>();
            Platform.startup(() -> {
                Platform.setImplicitExit(false);
                up.complete(null);
            });
            up.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    public Desk desk() {
        return desk;
    }

    public MainWindow window() {
        return window;
    }

    public Scene scene() {
        return window.scene();
    }

    public RecordedDesktop desktop() {
        return desktop;
    }

    /** The node with an id. Waits for it, unless called on the window's thread; fails if there is none. */
    public Node node(String id) {
        if (!Platform.isFxApplicationThread()) {
            await("the node #" + id, () -> scene().lookup("#" + id) != null);
        }
        return onWindow(() -> {
            Node found = scene().lookup("#" + id);
            if (found == null) {
                throw new AssertionError("there is no node #" + id);
            }
            return found;
        });
    }

    /** Changes the size and the theme, as a user would. */
    public void look(double width, double height, Theme.Choice theme) {
        onWindow(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            window.settings().change(s -> SettingsEdits.theme(s, theme));
            return true;
        });
        await("the size", () -> scene().getWidth() == width && scene().getHeight() == height);
    }

    /** Writes a picture to {@code target/screens}. */
    public Path picture(String name) {
        return onWindow(() -> Pictures.write(scene(), name));
    }

    /** Waits until something is so, looking on the window's thread. A node that is not there yet makes it not so. */
    public void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!onWindow(() -> holds(condition))) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain: " + what + "; " + onWindow(this::inWords));
            }
        }
    }

    /** What the window says of itself, for whoever reads that a test has failed. */
    private String inWords() {
        StringBuilder words = new StringBuilder();
        for (String id : List.of("mainAction", "startReason", "datasetCounts", "datasetProblem", "outputNotice")) {
            if (scene().lookup("#" + id) instanceof Labeled labeled && labeled.isVisible()) {
                words.append(id).append(": ").append(labeled.getText()).append("; ");
            }
        }
        scene().getRoot().lookupAll(".notice .label").stream()
                .filter(Labeled.class::isInstance)
                .forEach(n -> words.append(((Labeled) n).getText()).append("; "));
        words.append(desk.master().farmSnapshot().agents());
        ProcessHandle.current()
                .descendants()
                .forEach(p -> words.append("\nprocess ")
                        .append(p.pid())
                        .append(' ')
                        .append(p.info().totalCpuDuration().orElse(null)));
        return words.append(logs()).toString();
    }

    /** The ends of what this computer's agent wrote. */
    private String logs() {
        StringBuilder ends = new StringBuilder();
        try (Stream<Path> files = Files.list(desk.home().logs())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                List<String> lines = Files.readAllLines(file);
                ends.append('\n').append(file.getFileName()).append(":\n");
                lines.subList(Math.max(0, lines.size() - 12), lines.size())
                        .forEach(line -> ends.append(line).append('\n'));
            }
        } catch (IOException e) {
            ends.append(e);
        }
        return ends.toString();
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (AssertionError notThere) {
            return false;
        }
    }

    /** Runs on the window's thread and waits. */
    public static <T> T onWindow(Callable<T> work) {
        if (Platform.isFxApplicationThread()) {
            return call(work);
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes it; fails if something was thrown on the window's thread and not caught, or if the window hung. */
    @Override
    public void close() {
        onWindow(() -> {
            stage.hide();
            window.close();
            return true;
        });
        watchdog.close();
        desk.close();
        if (!uncaught.isEmpty()) {
            throw new AssertionError("thrown on the window's thread", uncaught.getFirst());
        }
        Watchdog.Freeze freeze = watchdog.longest();
        if (freeze.length().compareTo(FROZEN) > 0) {
            throw new AssertionError("the window hung for " + freeze.length() + " at\n" + freeze.stack());
        }
    }
}
