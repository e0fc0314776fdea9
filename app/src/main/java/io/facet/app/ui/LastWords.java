package io.facet.app.ui;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A window that ends because there is no memory left has none to say so either: what it can do is write a word into a
 * file that was open all the time, for the next window to tell. Sits before the handler that ends the process. Thread-safe;
 * closed by its maker in a process that ends in order.
 */
final class LastWords implements Thread.UncaughtExceptionHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    private final byte[] word = "out-of-memory".getBytes(StandardCharsets.US_ASCII);
    private final Path file;
    private final Thread.@Nullable UncaughtExceptionHandler next;
    private final @Nullable FileOutputStream out;
    private final boolean found;

    /**
     * Begins to listen for the worst.
     *
     * @param file of the one window of this account
     * @param next handles everything in the end
     */
    LastWords(Path file, Thread.@Nullable UncaughtExceptionHandler next) {
        this.file = file;
        this.next = next;
        this.found = isSaid(file);
        this.out = open(file);
    }

    private static boolean isSaid(Path file) {
        try {
            return Files.size(file) > 0;
        } catch (IOException nothingThere) {
            return false;
        }
    }

    private static @Nullable FileOutputStream open(Path file) {
        try {
            return new FileOutputStream(file.toFile());
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.getMessage());
            return null;
        }
    }

    /** Whether the window before this one ended without memory. */
    boolean found() {
        return found;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        try {
            if (error instanceof OutOfMemoryError && out != null) {
                out.write(word);
            }
        } catch (IOException nobodyReadsIt) {
            // the one that comes next says it on standard error
        } finally {
            if (next != null) {
                next.uncaughtException(thread, error);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            Files.deleteIfExists(file);
        }
    }
}
