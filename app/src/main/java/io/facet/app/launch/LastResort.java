package io.facet.app.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * What happens to an error that nobody else handles, on any thread. Without memory nothing goes on in order: the
 * program says so and is gone, and what is in its files is whole. Thread-safe.
 */
final class LastResort implements Thread.UncaughtExceptionHandler {
    private static final int COULD_NOT_RUN = 1;

    /** Made while there was memory. */
    private final byte[] line =
            ("facet: [out-of-memory] Facet needs more memory than it may take. Set FACET_OPTS=-Xmx4g"
                            + " and run the same command, with --resume if it was writing: finished rows are in the file."
                            + System.lineSeparator())
                    .getBytes(StandardCharsets.US_ASCII);

    private final FileOutputStream standardError = new FileOutputStream(FileDescriptor.err);

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        if (error instanceof OutOfMemoryError) {
            end();
        }
        LoggerFactory.getLogger(LastResort.class).error("Thread {} has ended", thread.getName(), error);
    }

    private void end() {
        try {
            standardError.write(line);
        } catch (IOException nobodyListens) {
            // the exit code says it too
        } finally {
            // No hook, no lock: each may need memory.
            Runtime.getRuntime().halt(COULD_NOT_RUN);
        }
    }
}
