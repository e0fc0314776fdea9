package io.facet.app.models;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The cards of the user's: a YAML file each, in a folder that people write into as well. Disk errors are
 * {@code STORE_IO}. Thread-safe.
 *
 * @param folder made when the first card comes
 */
record OwnCards(Path folder) {
    /** Adds a card beside the others; a file that is there already is never replaced. */
    void add(ModelCard card) {
        try {
            Files.createDirectories(folder);
            Path fresh = folder.resolve(UUID.randomUUID() + ".new");
            try {
                Files.writeString(fresh, CardYaml.write(card));
                Files.move(fresh, free(card.id()), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw failed("written to", e);
        }
    }

    private Path free(String id) {
        Path file = folder.resolve(id + ".yaml");
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(id + "-" + i + ".yaml");
        }
        return file;
    }

    /** Deletes the card of that id, whatever its file is called. */
    void remove(String id) {
        try {
            Optional<Path> file = find(id);
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw failed("written to", e);
        }
    }

    private Optional<Path> find(String id) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            for (Path entry : entries) {
                if (isOf(entry, id)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isOf(Path file, String id) {
        try {
            return CardYaml.load(file).id().equals(id);
        } catch (ModelException e) {
            // A card that cannot be read is nobody's.
            return false;
        }
    }

    private ModelException failed(String doing, IOException e) {
        return new ModelException(
                Code.STORE_IO,
                "The folder of model cards %s cannot be %s (%s): check its permissions and the space left on its disk."
                        .formatted(folder, doing, e.getMessage()),
                e);
    }
}
