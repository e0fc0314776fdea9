package io.facet.models.store;

import io.facet.models.catalogue.ModelCard.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which content serves a family of weights at a precision, where no card pins it: a small text file for each, whose line
 * is the SHA-256 and the name that the file had. Replaced at once, so processes may read and write at the same time.
 */
record WeightsIndex(StoreFolder folder) {
    private static final int HEX = 64;

    Optional<String> find(String weights, Precision precision) throws IOException {
        return read(folder.index(weights, precision));
    }

    void put(String weights, Precision precision, String sha256, String name) throws IOException {
        Path temporary = folder.newIncoming();
        Files.createDirectories(folder.incoming());
        Files.createDirectories(folder.indexes());
        Files.writeString(temporary, sha256 + "  " + name + "\n");
        Files.move(
                temporary,
                folder.index(weights, precision),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    boolean remove(String weights, Precision precision) throws IOException {
        return Files.deleteIfExists(folder.index(weights, precision));
    }

    /** Every content that something is served by. */
    Set<String> served() throws IOException {
        Set<String> served = new HashSet<>();
        if (Files.isDirectory(folder.indexes())) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.indexes())) {
                for (Path entry : entries) {
                    read(entry).ifPresent(served::add);
                }
            }
        }
        return served;
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            // Bytes of a broken file become letters that are no hexadecimal digits.
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            String sha256 = text.substring(0, Math.min(HEX, text.length()));
            return Sha256.isText(sha256) ? Optional.of(sha256) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
