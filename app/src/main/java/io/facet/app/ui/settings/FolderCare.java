package io.facet.app.ui.settings;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks after folders. Touches disks: not for the window's thread. */
final class FolderCare {
    private FolderCare() {}

    /** How much lies in a folder. */
    record Size(long bytes, long files) {}

    /** What lies in a folder; nothing if it does not exist. What cannot be read is left out. */
    static Size size(Path folder) {
        long[] sum = new long[2];
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                sum[1]++;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return new Size(sum[0], sum[1]);
    }

    /** Deletes what lies in a folder, and keeps the folder; links are deleted, not followed. */
    static void empty(Path folder) {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                if (!dir.equals(folder)) {
                    Files.deleteIfExists(dir);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path as people write it: the home folder as a tilde. */
    static String brief(Path path) {
        Path user = Path.of(System.getProperty("user.home", ""));
        return !user.toString().isEmpty() && path.startsWith(user)
                ? Path.of("~").resolve(user.relativize(path)).toString()
                : path.toString();
    }

    /** What a shell would make of a path that was typed. */
    static String full(String typed) {
        String text = typed.strip();
        return text.equals("~") || text.startsWith("~" + File.separator) || text.startsWith("~/")
                ? System.getProperty("user.home", "") + text.substring(1)
                : text;
    }

    /** The folder that was typed, if runs can be written there. */
    static Optional<Path> usable(String typed) {
        try {
            Path path = Path.of(typed.strip());
            if (typed.isBlank() || !path.isAbsolute()) {
                return Optional.empty();
            }
            Path there = path;
            while (there != null && !Files.exists(there)) {
                there = there.getParent();
            }
            boolean good = there != null && Files.isDirectory(there) && Files.isWritable(there);
            return good ? Optional.of(path.normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
