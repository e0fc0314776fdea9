package io.facet.app.ui.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The settings on disk: one JSON file, replaced whole. Thread-safe. */
public final class SettingsStore {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);

    private final Path file;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Settings in {@code file}, which need not be there yet. */
    public SettingsStore(Path file) {
        this.file = file;
    }

    /** What is kept; the defaults for what is not, and for a file that nobody can read: that is set aside. */
    public synchronized SettingsData load() {
        try {
            JsonNode kept = json.readTree(Files.readString(file));
            ObjectNode all = json.valueToTree(SettingsData.DEFAULT);
            if (kept instanceof ObjectNode object) {
                object.properties().forEach(p -> all.set(p.getKey(), p.getValue()));
            }
            return sensible(json.treeToValue(all, SettingsData.class));
        } catch (NoSuchFileException firstTime) {
            return SettingsData.DEFAULT;
        } catch (IOException | JacksonException | NullPointerException e) {
            LOG.warn("The settings in {} cannot be read ({}); the usual ones are taken", file, e.getMessage());
            setAside();
            return SettingsData.DEFAULT;
        }
    }

    private static SettingsData sensible(SettingsData s) {
        SettingsData d = SettingsData.DEFAULT;
        return new SettingsData(
                s.theme(),
                Math.clamp(s.textSize(), SettingsData.SMALLEST_TEXT, SettingsData.LARGEST_TEXT),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind().isBlank() ? d.bind() : s.bind(),
                s.port() < 1 || s.port() > 65535 ? d.port() : s.port(),
                s.discover(),
                Math.clamp(s.gpuSlots(), -1, 64),
                Math.clamp(s.cpuSlots(), -1, 256),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window().width() < 400 || s.window().height() < 300 ? d.window() : s.window());
    }

    private void setAside() {
        try {
            Files.move(
                    file, file.resolveSibling(file.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The settings in {} cannot be set aside: {}", file, e.getMessage());
        }
    }

    /** Keeps {@code settings}; what was there stays if that fails. */
    public synchronized void save(SettingsData settings) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, json.writeValueAsString(settings));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
