package io.facet.app.ui.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.HostServices;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system that the window is on. Window's thread only. */
public final class SystemDesktop implements Desktop {
    private static final Logger LOG = LoggerFactory.getLogger(SystemDesktop.class);

    private final HostServices services;
    private final String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    public SystemDesktop(HostServices services) {
        this.services = services;
    }

    @Override
    public void open(Path path) {
        services.showDocument(path.toUri().toString());
    }

    @Override
    public void reveal(Path file) {
        if (system.startsWith("windows")) {
            start(List.of("explorer.exe", "/select," + file.toAbsolutePath()));
        } else if (system.startsWith("mac")) {
            start(List.of("open", "-R", file.toAbsolutePath().toString()));
        } else {
            Path folder = file.toAbsolutePath().getParent();
            open(folder != null && !Files.isDirectory(file) ? folder : file);
        }
    }

    @Override
    public void browse(String address) {
        services.showDocument(address);
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
