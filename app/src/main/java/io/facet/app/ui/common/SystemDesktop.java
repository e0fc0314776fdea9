package io.facet.app.ui.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system that the window is on. Window's thread only; what may wait for other programs or for disks happens on other
 * threads.
 */
public final class SystemDesktop implements Desktop {
    private static final Logger LOG = LoggerFactory.getLogger(SystemDesktop.class);

    private final Consumer<String> show;
    private final Executor elsewhere;
    private final String system;

    /**
     * The desktop of this process.
     *
     * @param show opens an address with the program that is there for it
     * @param elsewhere runs what may wait
     */
    public SystemDesktop(Consumer<String> show, Executor elsewhere) {
        this.show = show;
        this.elsewhere = elsewhere;
        this.system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public void open(Path path) {
        elsewhere.execute(() -> show.accept(path.toUri().toString()));
    }

    @Override
    public void reveal(Path file) {
        elsewhere.execute(() -> {
            List<String> command = revealing(system, file.toAbsolutePath());
            if (command.isEmpty()) {
                Path folder = file.toAbsolutePath().getParent();
                show.accept((folder != null && !Files.isDirectory(file) ? folder : file)
                        .toUri()
                        .toString());
            } else {
                start(command);
            }
        });
    }

    /**
     * What selects a file in the system's file browser; empty if that cannot be asked for.
     *
     * <p>Explorer splits its command line at commas that are not in quotes, and wants the quotes around the path alone.
     * An argument that has its quotes already is handed on as it is, whereas {@code /select,C:\\a b} would be quoted as a
     * whole. A path on Windows has no quotes of its own, and no shell sees it.
     */
    static List<String> revealing(String system, Path file) {
        if (system.startsWith("windows")) {
            return List.of("explorer.exe", "/select,", '"' + file.toString() + '"');
        }
        return system.startsWith("mac") ? List.of("open", "-R", file.toString()) : List.of();
    }

    @Override
    public void browse(String address) {
        elsewhere.execute(() -> show.accept(address));
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static void start(List<String> command) {
        try {
            new ProcessBuilder(command).start().getOutputStream().close();
        } catch (IOException e) {
            LOG.warn("{} does not start: {}", command.getFirst(), e.getMessage());
        }
    }
}
