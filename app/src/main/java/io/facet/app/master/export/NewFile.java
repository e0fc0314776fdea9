package io.facet.app.master.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written under a temporary name and gets its own when it is whole. Not thread-safe; closed by its maker,
 * which deletes what was not {@linkplain #keep kept}.
 */
final class NewFile implements AutoCloseable {
    private final Path path;
    private final Path temporary;
    private final FileChannel channel;

    NewFile(Path path) throws IOException {
        this.path = path;
        this.temporary = path.resolveSibling(path.getFileName() + ".part");
        channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
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
