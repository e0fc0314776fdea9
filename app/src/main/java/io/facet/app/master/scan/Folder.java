package io.facet.app.master.scan;

import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder that a walk is in, with what it has not come to yet. Not thread-safe; closed by the walk.
 *
 * <p>On Linux a name is bytes. Those that do not stand for text cannot be asked for by text, and two of them may look
 * the same: they are kept as they are, under a spelling with the odd bytes in hexadecimal, as in a URL.
 */
abstract class Folder implements AutoCloseable {
    /** How a walk opens the folders it comes to. */
    @FunctionalInterface
    interface Opening {
        /** Opens {@code path}; {@code prefix} stands before its names in the dataset. */
        Folder open(Path path, String prefix, BasicFileAttributes attributes) throws IOException;
    }

    private final Path path;
    private final String prefix;
    private final Object identity;
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

    Folder(Path path, String prefix, BasicFileAttributes attributes) throws IOException {
        this.path = path;
        this.prefix = prefix;
        this.identity = identity(path, attributes);
    }

    /** Equal for the same folder, by whatever path. Windows has no file key, there the resolved path is taken. */
    static Object identity(Path path, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return key == null ? path.toRealPath() : key;
    }

    final Path path() {
        return path;
    }

    final String prefix() {
        return prefix;
    }

    final Object identity() {
        return identity;
    }

    /** The next name, or null after the last. */
    abstract @Nullable String nextName();

    /** Where the file of the name that came last is. */
    abstract Path path(String name);

    /** Whether others will find the file of the name that came last by it. */
    abstract boolean isSpelledRight(String name);

    @Override
    public void close() {}

    /** Whether {@code entry}, as the system lists it, is found by its name. */
    final boolean isFoundByName(Path entry) {
        String name = String.valueOf(entry.getFileName());
        try {
            return utf8.canEncode(name) && path.resolve(name).equals(entry);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static String spelledInBytes(Path entry) {
        String uri = entry.toUri().getRawPath();
        String name = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
