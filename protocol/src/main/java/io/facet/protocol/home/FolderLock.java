package io.facet.protocol.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A folder held by one process at a time, through a lock file in it. The system gives it up when the process ends,
 * however it ends. Closed by whoever took it.
 */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the folder, or returns empty if somebody else holds it, in this process or another. */
    public static Optional<FolderLock> tryTake(Path folder) throws IOException {
        FileChannel channel = open(folder);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new FolderLock(channel, lock));
            }
        } catch (OverlappingFileLockException heldInThisProcess) {
            // the same answer as for another process
        }
        channel.close();
        return Optional.empty();
    }

    /** Runs {@code work} while no other process is inside {@code exclusively} for that folder. */
    public static <T> T exclusively(Path folder, Work<T> work) throws IOException {
        // Locks of one process do not exclude each other, so threads queue first.
        synchronized (FolderLock.class) {
            try (FileChannel channel = open(folder);
                    FileLock held = channel.lock()) {
                assert held.isValid();
                return work.run();
            }
        }
    }

    /** Something that is done while the folder is held. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    private static FileChannel open(Path folder) throws IOException {
        PrivateFiles.createFolder(folder);
        return FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
