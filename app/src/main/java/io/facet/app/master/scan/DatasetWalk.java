package io.facet.app.master.scan;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a dataset one entry at a time, in an order that depends on nothing but the names: within a folder, files and
 * folders by name, folders entered where they stand. Holds the names of the folders it is in, nothing else.
 *
 * <p>Links are followed; a link back to a folder that the walk is in is reported and not entered. Not thread-safe.
 */
public final class DatasetWalk {
    /** File name endings that are images, in lower case. */
    public static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff");

    /** A folder that the walk is in, with the names it has not come to yet. */
    private record Folder(Path path, String prefix, Object identity, Deque<String> names) {}

    private final Deque<Folder> folders = new ArrayDeque<>();
    private final Deque<ScanEntry> pending = new ArrayDeque<>();
    private long sequence;

    /** Starts at {@code root}, which must be a folder that can be read. */
    public DatasetWalk(Path root) throws IOException {
        folders.push(open(root, "", Files.readAttributes(root, BasicFileAttributes.class)));
    }

    /** The next entry, or null at the end. Blocks on the disk. */
    public @Nullable ScanEntry next() {
        while (pending.isEmpty() && !folders.isEmpty()) {
            Folder folder = folders.element();
            String name = folder.names().poll();
            if (name == null) {
                folders.pop();
            } else {
                visit(folder.path().resolve(name), folder.prefix() + name, isImageName(name));
            }
        }
        return pending.poll();
    }

    private void visit(Path path, String relative, boolean imageName) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                enter(path, relative, attributes);
            } else if (imageName && attributes.isRegularFile()) {
                pending.add(new ScanEntry.Image(new ImageItem(sequence++, relative, attributes.size())));
            } else if (imageName) {
                unusable(relative, "It is not a file but a device, a pipe or a socket.");
            }
        } catch (IOException e) {
            // A broken link without an image's name may have pointed at anything; only images are promised a row.
            if (imageName || isFolder(path)) {
                unusable(relative, sentence(e, path));
            }
        }
    }

    private void enter(Path path, String relative, BasicFileAttributes attributes) throws IOException {
        Object identity = identity(path, attributes);
        if (folders.stream().anyMatch(f -> f.identity().equals(identity))) {
            unusable(relative, "It is a link to a folder that contains it; it was not entered again.");
            return;
        }
        folders.push(open(path, relative + "/", attributes));
    }

    private static Folder open(Path path, String prefix, BasicFileAttributes attributes) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return new Folder(path, prefix, identity(path, attributes), new ArrayDeque<>(names));
    }

    /** Windows has no file key, there the resolved path tells folders apart. */
    private static Object identity(Path path, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return key == null ? path.toRealPath() : key;
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void unusable(String relative, String why) {
        pending.add(new ScanEntry.Unusable(new ImageItem(sequence++, relative, 0), why));
    }

    static boolean isImageName(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static String sentence(IOException failure, Path path) {
        return switch (failure) {
            case AccessDeniedException e -> "It cannot be opened: permission denied.";
            case NoSuchFileException e when Files.isSymbolicLink(path) -> "It is a link to a file that does not exist.";
            case NoSuchFileException e ->
                "Its name cannot be read: it is not valid in this system's character set, or the file was just deleted.";
            case FileSystemLoopException e -> "It is a link that leads back to itself.";
            default ->
                String.valueOf(failure.getMessage()).contains("Too many levels")
                        ? "It is a link that leads back to itself."
                        : "It cannot be read: " + failure.getMessage();
        };
    }
}
