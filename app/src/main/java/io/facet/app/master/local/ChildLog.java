package io.facet.app.master.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that takes what a child prints, over all its lives. When it has grown it gives way to a new one and is kept
 * as the one before. For one thread.
 */
final class ChildLog {
    private static final Logger LOG = LoggerFactory.getLogger(ChildLog.class);
    private static final long LARGEST = 1 << 20;
    private static final int TAIL = 16 << 10;
    private static final String COMPLAINT = "facet-agent: ";

    private final Path file;
    private long start;

    ChildLog(Path file) {
        this.file = file;
    }

    /** A life begins: what is said before belongs to others. */
    void begin() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        start = size();
        if (start > LARGEST) {
            makeRoom();
        }
    }

    private void makeRoom() {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            start = 0;
        } catch (IOException e) {
            // On Windows: the child of another master of this account writes it. The next start tries again.
            LOG.debug("The log of the local agent stays where it is", e);
        }
    }

    private long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The last error that this life reported, as {@code [code] sentence}; otherwise the last line it printed. */
    Optional<String> lastComplaint() {
        List<String> lines = linesOfThisLife();
        return lines.reversed().stream()
                .filter(line -> line.startsWith(COMPLAINT))
                .map(line -> line.substring(COMPLAINT.length()))
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()));
    }

    private List<String> linesOfThisLife() {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(Math.max(start, channel.size() - TAIL));
            InputStream in = Channels.newInputStream(channel);
            return new String(in.readNBytes(TAIL), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            LOG.warn("The log of the local agent cannot be read: {}", e.getMessage());
            return List.of();
        }
    }
}
