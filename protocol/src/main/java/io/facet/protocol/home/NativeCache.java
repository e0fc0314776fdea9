package io.facet.protocol.home;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this process alone for what JavaCPP puts beside native libraries, in the account's cache folder and not in
 * the system's temporary one. Folders of processes that were killed are swept by the next. Closed by its maker.
 */
public final class NativeCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCache.class);
    private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    private final Path folder;

    private NativeCache(Path folder) {
        this.folder = folder;
    }

    /** Takes a folder and tells JavaCPP. To be called before any of its classes is loaded. */
    public static NativeCache claim(Path cache) {
        Path all = cache.resolve("native");
        sweep(all);
        Path folder = all.resolve(Long.toString(ProcessHandle.current().pid()));
        System.setProperty(PROPERTY, folder.toString());
        return new NativeCache(folder);
    }

    private static void sweep(Path all) {
        if (Files.notExists(all)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, "[0-9]*")) {
            for (Path folder : folders) {
                long pid = Long.parseLong(String.valueOf(folder.getFileName()));
                if (ProcessHandle.of(pid).isEmpty()) {
                    delete(folder);
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.debug("Sweeping {}", all, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        if (Files.exists(folder)) {
            try {
                delete(folder);
            } catch (IOException e) {
                LOG.debug("Deleting {}", folder, e); // on Windows a loaded library cannot be deleted: the next sweeps
            }
        }
    }
}
