package io.facet.app.ui.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private static final String ALLOWED = "allowedRoots";

    private final Path file;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private @Nullable Path aside;

    /** Settings in {@code file}, which need not be there yet. */
    public SettingsStore(Path file) {
        this.file = file;
    }

    /**
     * What is kept, field by field: each that is missing, or that this version of Facet cannot read, takes its default.
     * If nobody can tell which folders may be read, none may, until the user says so again; then, as if nothing in the
     * file can be read, it is {@linkplain #aside set aside}.
     */
    public synchronized SettingsData load() {
        try {
            JsonNode kept = json.readTree(Files.readString(file));
            ObjectNode all = json.valueToTree(SettingsData.DEFAULT);
            if (!(kept instanceof ObjectNode object)) {
                throw new IOException("it is no JSON object");
            }
            take(object, all, all);
            SettingsData read = sensible(json.treeToValue(all, SettingsData.class));
            return object.has(ALLOWED) && !all.path(ALLOWED).equals(object.get(ALLOWED)) ? narrow(read) : read;
        } catch (NoSuchFileException firstTime) {
            return SettingsData.DEFAULT;
        } catch (IOException | JacksonException e) {
            LOG.warn("The settings in {} cannot be read ({}); the usual ones are taken", file, e.getMessage());
            return narrow(SettingsData.DEFAULT);
        }
    }

    /** Takes over of {@code kept} what can be read as part of {@code all}. */
    private void take(ObjectNode kept, ObjectNode into, ObjectNode all) {
        for (var field : kept.properties()) {
            JsonNode usual = into.get(field.getKey());
            JsonNode value = field.getValue();
            if (usual == null) {
                continue; // of a later version
            }
            if (usual instanceof ObjectNode part) {
                if (value instanceof ObjectNode keptPart) {
                    take(keptPart, part, all);
                }
                continue;
            }
            into.set(field.getKey(), value);
            if ((value.isNull() && !usual.isNull()) || !isReadable(all)) {
                LOG.warn("{} in {} cannot be read; its default is taken", field.getKey(), file);
                into.set(field.getKey(), usual);
            }
        }
    }

    private boolean isReadable(ObjectNode all) {
        try {
            json.treeToValue(all, SettingsData.class);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** An empty list would allow every folder: an empty folder is what nothing can be read from. */
    private SettingsData narrow(SettingsData read) {
        setAside();
        Path nothing = file.resolveSibling("nothing").toAbsolutePath();
        try {
            Files.createDirectories(nothing);
        } catch (IOException e) {
            LOG.warn("{} cannot be made: {}", nothing, e.getMessage());
        }
        return SettingsEdits.allowedRoots(read, List.of(nothing));
    }

    /** Where the file is that could not be read at the last {@link #load}; empty if it could. */
    public synchronized Optional<Path> aside() {
        return Optional.ofNullable(aside);
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
        Path there = file.resolveSibling(file.getFileName() + ".unreadable");
        aside = there;
        try {
            Files.move(file, there, StandardCopyOption.REPLACE_EXISTING);
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
