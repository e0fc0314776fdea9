package io.facet.app.master.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * A file that is written under a temporary name and gets its own when it is whole. Not thread-safe; closed by its maker,
 * which deletes what was not {@linkplain #keep kept}.
 */
final class NewFile implements AutoCloseable {
    private static final String PART = ".part";
    /** Since when nothing was written to a file that nobody writes to any more. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private final Path path;
    private final Path temporary;
    private final FileChannel channel;

    NewFile(Path path) throws IOException {
        this.path = path;
        removeAbandoned();
        // Nobody else writes to it, whatever else is exported to the same place.
        this.temporary = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + PART);
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** What a program that was killed has left: it may be as large as all rows. */
    private void removeAbandoned() {
        Path folder = path.toAbsolutePath().getParent();
        Instant recently = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(
                folder == null ? path : folder, p -> isPart(String.valueOf(p.getFileName())))) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(recently)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LoggerFactory.getLogger(NewFile.class).debug("{}: {}", path, e.getMessage());
        }
    }

    private boolean isPart(String name) {
        return name.startsWith(path.getFileName() + ".") && name.endsWith(PART);
    }

    Path path() {
        return path;
    }

    /** Appends all of {@code bytes}. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Writes over what is at {@code position}. */
    void patch(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Hands everything to the disk; nothing can be written after it. */
    void complete() throws IOException {
        channel.force(true);
        channel.close(); // Windows does not rename files that are open
    }

    /** Puts the completed file in its place, in one step. */
    void keep() throws IOException {
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
