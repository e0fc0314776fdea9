package io.facet.app.master.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells a full disk from whatever else keeps a file from being written. */
public final class DiskFull {
    /** With less than this on its disk, a failed write has failed for that. Some systems say so in their own language. */
    private static final long HARDLY_ANYTHING = 1 << 20;

    private DiskFull() {}

    /** Whether writing {@code path}, or a file beside it, failed because its disk is full. */
    public static boolean isCause(Path path, IOException e) {
        if (e instanceof AccessDeniedException) {
            return false;
        }
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("not enough space") || message.contains("quota")) {
            return true;
        }
        try {
            Path there = Files.exists(path) ? path : path.toAbsolutePath().getParent();
            return there != null && Files.getFileStore(there).getUsableSpace() < HARDLY_ANYTHING;
        } catch (IOException unknown) {
            return false;
        }
    }
}
