package io.facet.app.master.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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

/** A folder whose names come in order, and are held until they have come. Not thread-safe. */
final class SortedFolder extends Folder {
    private final Deque<String> names;
    private final Map<String, Path> misspelled;

    /** Lists the folder. */
    SortedFolder(Path path, String prefix, BasicFileAttributes attributes) throws IOException {
        super(path, prefix, attributes);
        List<String> found = new ArrayList<>();
        List<Path> odd = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (isFoundByName(entry)) {
                    found.add(String.valueOf(entry.getFileName()));
                } else {
                    odd.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        misspelled = odd.isEmpty() ? Map.of() : spelled(odd, found);
        found.addAll(misspelled.keySet());
        found.sort(null);
        names = new ArrayDeque<>(found);
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

    @Override
    @Nullable
    String nextName() {
        return names.poll();
    }

    @Override
    Path path(String name) {
        Path exact = misspelled.get(name);
        return exact == null ? path().resolve(name) : exact;
    }

    @Override
    boolean isSpelledRight(String name) {
        return !misspelled.containsKey(name);
    }
}
