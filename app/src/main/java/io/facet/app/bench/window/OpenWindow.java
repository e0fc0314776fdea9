package io.facet.app.bench.window;

import io.facet.app.desk.Desk;
import io.facet.app.ui.MainWindow;
import io.facet.app.ui.common.Desktop;
import io.facet.app.ui.common.FxThread;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.app.ui.settings.SettingsStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The main window before a desk, on a stage, without anybody before it. Its methods are for any thread but its own. */
final class OpenWindow implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final MainWindow window;
    private final Stage stage;
    private final AtomicLong pulses = new AtomicLong();
    private final long thread = Thread.currentThread().threadId();

    private OpenWindow(MainWindow window, Stage stage) {
        this.window = window;
        this.stage = stage;
        stage.getScene().addPostLayoutPulseListener(pulses::incrementAndGet);
    }

    /** Draws in memory, unless this process was told where to draw. To be called before JavaFX is touched. */
    static void headlessUnlessTold() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
    }

    /** Opens the window and shows it. */
    static OpenWindow open(Desk desk, Path settings, int width, int height) {
        startToolkit();
        SettingsData data = SettingsEdits.theme(
                SettingsEdits.window(
                        SettingsData.DEFAULT,
                        new SettingsData.WindowPlace(Double.NaN, Double.NaN, width, height, false)),
                Theme.Choice.DARK);
        return onWindow(() -> {
            MainWindow made = new MainWindow(desk, data, new SettingsStore(settings), new Nowhere(), () -> {});
            Stage stage = new Stage();
            stage.setScene(made.scene());
            stage.show();
            return new OpenWindow(made, stage);
        });
    }

    private static void startToolkit() {
        CompletableFuture<Boolean> up = new CompletableFuture<>();
        try {
            Platform.startup(() -> up.complete(Platform.isFxApplicationThread()));
        } catch (IllegalStateException startedBefore) {
            new FxThread().later(() -> up.complete(true));
        }
        up.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        Platform.setImplicitExit(false);
    }

    private static <T> T onWindow(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        new FxThread().later(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | LinkageError e) {
                done.completeExceptionally(e);
            }
        });
        return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    Scene scene() {
        return window.scene();
    }

    /** Time that processors have spent on the window's thread, in nanoseconds: the same on a computer that is busy. */
    long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
    }

    /** Layouts of the scene so far. */
    long pulses() {
        return pulses.get();
    }

    @Override
    public void close() {
        onWindow(() -> {
            stage.hide();
            window.close();
            return true;
        });
    }

    /** Nothing outside the window is touched. */
    private static final class Nowhere implements Desktop {
        @Override
        public void open(Path path) {
            // nobody asked for it
        }

        @Override
        public void reveal(Path file) {
            // nobody asked for it
        }

        @Override
        public void browse(String address) {
            // nobody asked for it
        }

        @Override
        public void copy(String text) {
            // nobody asked for it
        }
    }
}
