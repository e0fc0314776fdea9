package io.facet.models.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check of the whole store found.
 *
 * @param sound files whose content is what their name says
 * @param removed names of files whose content was something else; they were deleted, since nothing can use them
 */
public record StoreCheck(List<StoredFile> sound, List<String> removed) {
    /** A copy that has not been written to for so long belongs to a process that is gone. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    public StoreCheck {
        sound = List.copyOf(sound);
        removed = List.copyOf(removed);
    }

    static List<StoredFile> list(StoreFolder folder) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (Path entry : entries(folder.contents())) {
            String name = entry.getFileName().toString();
            if (Sha256.isText(name)) {
                files.add(new StoredFile(entry, name, Files.size(entry)));
            }
        }
        return files;
    }

    static StoreCheck run(StoreFolder folder, Progress progress) throws IOException {
        List<StoredFile> files = list(folder);
        long total = files.stream().mapToLong(StoredFile::size).sum();
        List<StoredFile> sound = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        long before = 0;
        for (StoredFile file : files) {
            long done = before;
            if (Sha256.of(file.path(), (n, size) -> progress.at(done + n, total))
                    .equals(file.sha256())) {
                sound.add(file);
            } else {
                Files.deleteIfExists(file.path());
                removed.add(file.sha256());
            }
            before += file.size();
        }
        removeAbandoned(folder);
        return new StoreCheck(sound, removed);
    }

    private static void removeAbandoned(StoreFolder folder) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        for (Path entry : entries(folder.incoming())) {
            if (Files.exists(entry)
                    && Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                Files.deleteIfExists(entry);
            }
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                stream.forEach(entries::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return entries.stream().sorted().toList();
    }
}
