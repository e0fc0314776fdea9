package io.facet.app.master.output;

import io.facet.app.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that whole records are appended to, by one program at a time. A record is in it entirely or not at all: what
 * a failed write left is cut off again. Not thread-safe; closed by its maker.
 */
final class AppendFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private long length;

    private AppendFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens or creates {@code path} and locks it against other programs that ask. To be followed by {@link #cut}.
     *
     * @throws UserException OUTPUT_LOCKED or OUTPUT_WRITE
     */
    static AppendFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                return new AppendFile(path, channel);
            }
            channel.close();
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
        throw new UserException(
                UserException.Code.OUTPUT_LOCKED,
                "%s is being written by another run. Wait for it, or choose another file.".formatted(path));
    }

    /** A lock far behind the end: on Windows a lock keeps everyone from reading what it covers. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Cuts the file to {@code length}; records are appended there. */
    void cut(long length) {
        try {
            channel.truncate(length);
            channel.position(length);
            this.length = length;
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    long length() {
        return length;
    }

    /**
     * Appends whole records and hands them to the operating system, so that they outlive this process.
     *
     * @throws UserException DISK_FULL or OUTPUT_WRITE; the file ends where it ended before
     */
    void append(ByteBuffer records) {
        int size = records.remaining();
        try {
            while (records.hasRemaining()) {
                channel.write(records);
            }
            length += size;
        } catch (IOException e) {
            cutBack(e);
            throw cannotWrite(path, e);
        }
    }

    private void cutBack(IOException cause) {
        try {
            channel.truncate(length);
            channel.position(length);
        } catch (IOException e) {
            // The reader of the next run cuts the torn record instead.
            cause.addSuppressed(e);
        }
    }

    static UserException cannotWrite(Path path, IOException e) {
        String message = String.valueOf(e.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return new UserException(
                    UserException.Code.DISK_FULL,
                    "The disk of %s is full. Every row up to now is in the file. Make room, then run the same command with --resume."
                            .formatted(path),
                    e);
        }
        String why = e instanceof java.nio.file.AccessDeniedException ? "permission denied" : message;
        return new UserException(
                UserException.Code.OUTPUT_WRITE,
                "%s cannot be written (%s). Every row up to now is in the file. Make the folder writable or choose another file, then use --resume."
                        .formatted(path, why),
                e);
    }

    /** Hands everything to the disk itself. */
    void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
