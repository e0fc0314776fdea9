package io.facet.app.master.scan;

import io.facet.protocol.Limits;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a dataset one entry at a time, in an order that depends on nothing but the names: within a folder, files and
 * folders by name, folders entered where they stand. Holds the names of the folders it is in, nothing else.
 *
 * <p>Links are followed; a link back to a folder that the walk is in is reported and not entered. Every image, and
 * every folder, becomes an entry or is entered: what cannot be read is reported. Not thread-safe; closed by its maker.
 */
public final class DatasetWalk implements AutoCloseable {
    /** File name endings that are images, in lower case. */
    public static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff");

    private final Folder.Opening opening;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private @Nullable ScanEntry found;
    private long sequence;

    /** Starts at {@code root}, which must be a folder that can be read. */
    public DatasetWalk(Path root) throws IOException {
        this(root, SortedFolder::new);
    }

    private DatasetWalk(Path root, Folder.Opening opening) throws IOException {
        this.opening = opening;
        folders.push(opening.open(root, "", Files.readAttributes(root, BasicFileAttributes.class)));
    }

    /** As many entries in whatever order the system lists them: for counting, in memory that no folder is too large for. */
    public static DatasetWalk unordered(Path root) throws IOException {
        return new DatasetWalk(root, UnsortedFolder::new);
    }

    /** The next entry, or null at the end, or when the thread was interrupted. Blocks on the disk. */
    public @Nullable ScanEntry next() {
        found = null;
        while (found == null && !folders.isEmpty() && !Thread.currentThread().isInterrupted()) {
            Folder folder = folders.element();
            String name = folder.nextName();
            if (name == null) {
                folders.pop().close();
            } else {
                visit(folder, name);
            }
        }
        return found;
    }

    private void visit(Folder folder, String name) {
        Path path = folder.path(name);
        String relative = folder.prefix() + name;
        boolean imageName = isImageName(name);
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isDirectory() && !imageName) {
                return;
            }
            String flaw = flaw(folder, name, relative, attributes);
            if (flaw != null) {
                unusable(relative, flaw);
            } else if (attributes.isDirectory()) {
                enter(path, relative, attributes);
            } else {
                found = new ScanEntry.Image(new ImageItem(sequence++, relative, attributes.size()));
            }
        } catch (IOException e) {
            if (imageName || mayBeFolder(path, e)) {
                unusable(relative, sentence(e, path));
            }
        } catch (RuntimeException e) {
            // Nobody expects one; but it must not end the scan, and a run that waits for the rest.
            unusable(relative, "It cannot be read: " + e + ".");
        }
    }

    /** Why it cannot be taken in although it is there; null if it can. */
    private static @Nullable String flaw(Folder folder, String name, String relative, BasicFileAttributes attributes) {
        if (!folder.isSpelledRight(name)) {
            return "Its name is not valid in this system's character set. Rename it.";
        }
        if (!Limits.isPathShort(relative)) {
            return "Its path is longer than %d bytes.".formatted(Limits.PATH_BYTES);
        }
        return attributes.isDirectory() || attributes.isRegularFile()
                ? null
                : "It is not a file but a device, a pipe or a socket.";
    }

    private void enter(Path path, String relative, BasicFileAttributes attributes) {
        try {
            Object identity = Folder.identity(path, attributes);
            if (folders.stream().anyMatch(f -> f.identity().equals(identity))) {
                unusable(relative, "It is a link to a folder that contains it; it was not entered again.");
            } else {
                folders.push(opening.open(path, relative + "/", attributes));
            }
        } catch (IOException e) {
            unusable(relative, sentence(e, path));
        }
    }

    /**
     * Whether something without an image's name, that cannot even be looked at, may be a folder of images. What a
     * broken link would have led to is not part of the dataset, nor what was deleted since the folder was listed.
     */
    private static boolean mayBeFolder(Path path, IOException e) {
        return !(e instanceof NoSuchFileException) && !Files.isSymbolicLink(path);
    }

    private void unusable(String relative, String why) {
        found = new ScanEntry.Unusable(new ImageItem(sequence++, relative, 0), why);
    }

    @Override
    public void close() {
        folders.forEach(Folder::close);
    }

    static boolean isImageName(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static String sentence(IOException failure, Path path) {
        return switch (failure) {
            case AccessDeniedException e -> "It cannot be opened: permission denied.";
            case NoSuchFileException e when Files.isSymbolicLink(path) -> "It is a link to a file that does not exist.";
            case NoSuchFileException e -> "It was deleted while the dataset was scanned.";
            case FileSystemException e when e.getReason() != null -> reason(e.getReason());
            default -> "It cannot be read: " + failure.getMessage();
        };
    }

    private static String reason(String ofTheSystem) {
        return ofTheSystem.startsWith("Too many levels")
                ? "It is a link that leads back to itself."
                : "It cannot be read: " + ofTheSystem + ".";
    }
}
