package io.facet.app.master.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.facet.app.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What made an output: {@code embeddings.facet}, a JSON document beside the CSV, written when the run starts, about
 * every ten seconds while rows come, when there is something new to say of what made them, and when the run ends.
 *
 * @param format version of this document
 * @param facet version of Facet
 * @param run identifies the run, over all its resumes
 * @param state running, finished or interrupted
 * @param created ISO 8601, UTC
 * @param updated ISO 8601, UTC
 * @param dataset absolute path of the dataset when it was read
 * @param pipeline what was computed
 * @param model what computed it; null for pipelines without a model
 * @param csv the rows
 * @param failures images without a row, by reason
 * @param deviceClasses of the slots that made rows, sorted
 * @param agents rows by agent name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        int format,
        String facet,
        String run,
        State state,
        String created,
        String updated,
        String dataset,
        Pipeline pipeline,
        @Nullable Model model,
        Csv csv,
        Map<String, Long> failures,
        List<String> deviceClasses,
        Map<String, Long> agents) {

    /** Version of the document that this build reads and writes. */
    public static final int FORMAT = 1;

    private static final int LARGEST = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** How far the run is. */
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("finished")
        FINISHED,
        @JsonProperty("interrupted")
        INTERRUPTED
    }

    /**
     * What was computed.
     *
     * @param id name of the pipeline
     * @param sha256 of its YAML text
     */
    public record Pipeline(String id, String sha256) {}

    /**
     * What computed it.
     *
     * @param id of the card
     * @param card digest of what in the card decides the output
     * @param sha256 of the model file
     * @param precision fp32, fp16 or int8
     */
    public record Model(String id, String card, String sha256, String precision) {}

    /**
     * The rows.
     *
     * @param file name of the CSV
     * @param dimension floats in a row
     * @param floats shortest or six_decimals
     * @param ordered whether rows stand in the order of the scan
     * @param rows whole records
     * @param sha256 of the file; null while it grows
     */
    public record Csv(
            String file,
            int dimension,
            String floats,
            boolean ordered,
            long rows,
            @Nullable String sha256) {}

    /** The same with another state. Only of a finished CSV is a digest known. */
    public Manifest withState(State next) {
        return with(next, csv.ordered);
    }

    /** The same for a CSV whose next rows do not stand in the order of the scan. */
    Manifest withoutOrder() {
        return with(state, false);
    }

    private Manifest with(State next, boolean ordered) {
        String sha256 = next == State.FINISHED ? csv.sha256 : null;
        return new Manifest(
                format,
                facet,
                run,
                next,
                created,
                updated,
                dataset,
                pipeline,
                model,
                new Csv(csv.file, csv.dimension, csv.floats, ordered, csv.rows, sha256),
                failures,
                deviceClasses,
                agents);
    }

    /** Replaces {@code file} in one step. */
    public void write(Path file) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(temporary, JSON.writeValueAsString(this) + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(temporary, e);
            throw AppendFile.cannotWrite(file, e);
        }
    }

    private static void delete(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UserException OUTPUT_DAMAGED if there is no manifest in {@code file} or it cannot be read
     */
    public static Manifest read(Path file) {
        try {
            return load(file);
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_DAMAGED,
                    "The manifest %s cannot be used: %s. It says what made the CSV beside it; restore it, choose another file, or --overwrite."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * Reads what {@link #write} wrote, for whoever has other advice when that fails.
     *
     * @throws IOException with the reason, as half a sentence
     */
    public static Manifest load(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than 1 MB");
            }
            Manifest manifest = JSON.readValue(Files.readString(file), Manifest.class);
            if (manifest == null || manifest.format() != FORMAT || !manifest.isComplete()) {
                throw new IOException("it is not a manifest of this version of Facet");
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw new IOException("it is missing", e);
        } catch (AccessDeniedException e) {
            throw new IOException("permission denied", e);
        } catch (JacksonException | CharacterCodingException e) {
            throw new IOException("it is damaged", e);
        }
    }

    /** Whether nothing is missing: a reader of JSON leaves null where nothing stands. */
    private boolean isComplete() {
        return Stream.of(facet, run, state, created, updated, dataset, pipeline, csv, failures, deviceClasses, agents)
                        .allMatch(Objects::nonNull)
                && Stream.of(pipeline.id, pipeline.sha256, csv.file, csv.floats).allMatch(Objects::nonNull)
                && (model == null
                        || Stream.of(model.id, model.card, model.sha256, model.precision)
                                .allMatch(Objects::nonNull));
    }
}
