package io.facet.models.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of all processes work on a file at a time. Thread-safe.
 *
 * <p>A file lock holds for a whole process, so a semaphore per file comes first. The operating system frees the locks of
 * a process that dies. Lock files stay: removing one that another process is about to lock would let two in.
 */
final class StoreLocks {
    private final Path folder;
    private final Map<String, Semaphore> inProcess = new ConcurrentHashMap<>();

    /**
     * Locks of one store.
     *
     * @param folder holds the lock files; made when the first is needed
     */
    StoreLocks(Path folder) {
        this.folder = folder;
    }

    /** Waits until the file is free; {@code whileWaiting} runs a few times a second. */
    Held acquire(String name, Patience patience, Runnable whileWaiting) throws IOException {
        Optional<Held> held = tryAcquire(name);
        while (held.isEmpty()) {
            whileWaiting.run();
            patience.pause(Patience.STEP);
            held = tryAcquire(name);
        }
        return held.get();
    }

    /** The lock, if nobody else has it. */
    Optional<Held> tryAcquire(String name) throws IOException {
        Semaphore semaphore = inProcess.computeIfAbsent(name, key -> new Semaphore(1));
        if (!semaphore.tryAcquire()) {
            return Optional.empty();
        }
        Held held = null;
        try {
            Files.createDirectories(folder);
            held = new Held(
                    semaphore,
                    FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            if (tryLock(held.channel()) != null) {
                return Optional.of(held);
            }
        } catch (IOException | RuntimeException e) {
            if (held == null) {
                semaphore.release();
            } else {
                held.close();
            }
            throw e;
        }
        held.close();
        return Optional.empty();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another store of this process on the same folder.
            return null;
        }
    }

    /** A lock that is held until it is closed. */
    record Held(Semaphore semaphore, FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                semaphore.release();
            }
        }
    }
}
