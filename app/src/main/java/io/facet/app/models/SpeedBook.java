package io.facet.app.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Speed curves that were measured here, a small file for each model file and device. Thread-safe. */
public final class SpeedBook {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedBook.class);

    private final Path folder;
    private final JsonMapper json = JsonMapper.builder().build();

    /** Curves in {@code folder}, which is made when the first comes; it may be deleted at any time. */
    public SpeedBook(Path folder) {
        this.folder = folder;
    }

    /** What was measured for that file on that device. Touches the disk. */
    public Optional<SpeedCurve> find(String sha256, String device) {
        Path file = file(sha256, device);
        try {
            return Optional.of(json.readValue(Files.readString(file), SpeedCurve.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | JacksonException | NullPointerException e) {
            // It can be measured again.
            LOG.warn("The speed curve {} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps a curve in place of the former one. Touches the disk. */
    public void keep(SpeedCurve curve) throws IOException {
        Files.createDirectories(folder);
        Path file = file(curve.sha256(), curve.device());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, json.writeValueAsString(curve));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String sha256, String device) {
        UUID both = UUID.nameUUIDFromBytes((sha256 + "\n" + device).getBytes(StandardCharsets.UTF_8));
        return folder.resolve(both + ".json");
    }
}
