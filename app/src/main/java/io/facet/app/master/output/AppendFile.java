package io.facet.app.master.output;

import io.facet.app.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that whole records are appended to, by one program at a time. A record is in it entirely or not at all: what
 * a failed write left is cut off again. Not thread-safe; closed by its maker.
 *
 * <p>It is read through {@link #read} and never opened a second time: on POSIX systems a process loses its lock on a
 * file when it closes any of its descriptors of that file.
 */
final class AppendFile implements AutoCloseable {
    private final Path path;
    private FileChannel channel;
    private long length;

    private AppendFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens or creates {@code path} and locks it against other programs that ask. To be followed by {@link #cut}.
     *
     * @throws UserException USAGE if it is no file, OUTPUT_LOCKED or OUTPUT_WRITE
     */
    static AppendFile open(Path path) {
        checkIsFile(path);
        return new AppendFile(path, openLocked(path));
    }

    /**
     * A pipe would block until somebody reads it, and can be neither read again nor cut.
     *
     * @throws UserException USAGE if {@code path} is there and is no file
     */
    static void checkIsFile(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UserException(
                    UserException.Code.USAGE,
                    Files.isDirectory(path)
                            ? "%s is a folder. Give --csv the name of a file, such as %s."
                                    .formatted(path, path.resolve("embeddings.csv"))
                            : "%s is a device or a pipe, which cannot be continued after an interruption. Give --csv the name of a file."
                                    .formatted(path));
        }
    }

    private static FileChannel openLocked(Path path) {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (lock(channel) != null) {
                    return channel;
                }
            } catch (IOException e) {
                channel.close();
                throw e;
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

    Path path() {
        return path;
    }

    /** Bytes in the file now, whatever was appended. */
    long size() throws IOException {
        return channel.size();
    }

    /** The content from its start; not to be closed. To be followed by {@link #cut} before anything is appended. */
    InputStream read() throws IOException {
        channel.position(0);
        return Channels.newInputStream(channel);
    }

    /**
     * Moves {@code other} into the place of this file, in one step. Whoever calls this holds the lock of another file
     * of the same output: for a moment this one has none.
     *
     * @throws UserException OUTPUT_LOCKED or OUTPUT_WRITE
     */
    void replaceBy(Path other) throws IOException {
        channel.close(); // Windows does not replace files that are open
        Files.move(other, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = openLocked(path);
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
        if (DiskFull.isCause(path, e)) {
            return new UserException(
                    UserException.Code.DISK_FULL,
                    "The disk of %s is full. Every row up to now is in the file. Make room, then run the same command with --resume."
                            .formatted(path),
                    e);
        }
        String why = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
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
