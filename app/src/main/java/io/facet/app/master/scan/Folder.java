package io.facet.app.master.scan;

import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that a walk is in, with the names that it has not come to yet, in order. Not thread-safe.
 *
 * <p>On Linux a name is bytes. Those that do not stand for text cannot be asked for by text, and two of them may look
 * the same: they are kept as they are, under a spelling with the odd bytes in hexadecimal, as in a URL.
 */
final class Folder {
    private final Path path;
    private final String prefix;
    private final Object identity;
    private final Deque<String> names;
    private final Map<String, Path> misspelled;

    private Folder(Path path, String prefix, Object identity, Deque<String> names, Map<String, Path> misspelled) {
        this.path = path;
        this.prefix = prefix;
        this.identity = identity;
        this.names = names;
        this.misspelled = misspelled;
    }

    /** Lists the folder {@code path}; {@code prefix} stands before its names in the dataset. */
    static Folder open(Path path, String prefix, BasicFileAttributes attributes) throws IOException {
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        List<String> names = new ArrayList<>();
        List<Path> odd = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (utf8.canEncode(name) && leadsTo(entry, path, name)) {
                    names.add(name);
                } else {
                    odd.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Map<String, Path> misspelled = odd.isEmpty() ? Map.of() : spelled(odd, names);
        names.addAll(misspelled.keySet());
        names.sort(null);
        return new Folder(path, prefix, identity(path, attributes), new ArrayDeque<>(names), misspelled);
    }

    private static Map<String, Path> spelled(List<Path> odd, List<String> names) {
        Set<String> taken = new HashSet<>(names);
        Map<String, Path> spelled = new HashMap<>();
        for (Path entry : odd) {
            String name = spelledInBytes(entry);
            while (!taken.add(name)) {
                name = "%00" + name; // somebody gave a file this name, letter by letter; no name has a zero in it
            }
            spelled.put(name, entry);
        }
        return spelled;
    }

    private static boolean leadsTo(Path entry, Path folder, String name) {
        try {
            return folder.resolve(name).equals(entry);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String spelledInBytes(Path entry) {
        String uri = entry.toUri().getRawPath();
        String name = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Equal for the same folder, by whatever path. Windows has no file key, there the resolved path is taken. */
    static Object identity(Path path, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return key == null ? path.toRealPath() : key;
    }

    String prefix() {
        return prefix;
    }

    Object identity() {
        return identity;
    }

    @Nullable
    String nextName() {
        return names.poll();
    }

    Path path(String name) {
        Path exact = misspelled.get(name);
        return exact == null ? path.resolve(name) : exact;
    }

    /** Whether others will find the file by this name. */
    boolean isSpelledRight(String name) {
        return !misspelled.containsKey(name);
    }
}
