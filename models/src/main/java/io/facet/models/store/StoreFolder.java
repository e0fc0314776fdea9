package io.facet.models.store;

import io.facet.models.ModelException;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.yaml.YamlScalar;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Where the store keeps what, and the few file operations that all of it rests on.
 *
 * <pre>
 * sha256/HEX          complete files, named by their content; never changed, only added and removed
 * partial/HEX[.etag]  downloads under way, kept for the next try
 * incoming/*          copies under way; worthless once their process is gone
 * index/WEIGHTS.P     which content serves a family of weights at a precision, where no card pins it
 * locks/HEX           one download of a file at a time, over all processes
 * </pre>
 *
 * @param freeSpace bytes that may still be written to the disk of an existing folder
 */
record StoreFolder(Path root, ToLongFunction<Path> freeSpace) {

    Path contents() {
        return root.resolve("sha256");
    }

    Path content(String sha256) {
        return contents().resolve(sha256);
    }

    Path partials() {
        return root.resolve("partial");
    }

    Path partial(String sha256) {
        return partials().resolve(sha256);
    }

    Path etag(String sha256) {
        return partials().resolve(sha256 + ".etag");
    }

    Path indexes() {
        return root.resolve("index");
    }

    Path index(String weights, Precision precision) {
        return indexes().resolve(weights + "." + YamlScalar.spelling(precision));
    }

    Path locks() {
        return root.resolve("locks");
    }

    Path incoming() {
        return root.resolve("incoming");
    }

    /** A new name for a copy under way. */
    Path newIncoming() {
        return incoming().resolve(UUID.randomUUID() + ".tmp");
    }

    /** The complete file of that content; empty if it is not there or has lost bytes. */
    Optional<StoredFile> find(String sha256, long size) {
        Path path = content(sha256);
        try {
            long found = Files.size(path);
            return size > 0 && found != size ? Optional.empty() : Optional.of(new StoredFile(path, sha256, found));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Gives a complete, checked file its place among the contents, at once or not at all. */
    StoredFile install(Path file, String sha256, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path place = content(sha256);
        Files.createDirectories(contents());
        try {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Windows does not replace a file that a running model has open; the same content is already there then.
            if (find(sha256, size).isEmpty()) {
                throw e;
            }
            Files.deleteIfExists(file);
        }
        return new StoredFile(place, sha256, size);
    }

    /** Makes a folder ready to take that many bytes, or says that it cannot. */
    void reserve(Path folder, long bytes) throws IOException {
        Files.createDirectories(folder);
        long free = freeSpace.applyAsLong(folder);
        if (free < bytes) {
            throw new ModelException(
                    ModelException.Code.STORE_IO,
                    "the disk of " + root + " has " + Bytes.show(free) + " left but " + Bytes.show(bytes)
                            + " are needed: free some space, or set FACET_HOME to a folder on another disk");
        }
    }

    /** An error of the disk, as a line for the user. */
    ModelException failed(String doing, IOException e) {
        return new ModelException(
                ModelException.Code.STORE_IO,
                "the model folder " + root + " cannot be " + (doing.equals("read") ? "read" : "written to") + " ("
                        + reason(e) + "): check its permissions and the space left on its disk",
                e);
    }

    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " is missing";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** What the operating system says. */
    static long usableSpace(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            // Some network drives do not tell; writing finds out.
            return Long.MAX_VALUE;
        }
    }
}
