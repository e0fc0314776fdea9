package io.facet.app.models;

import io.facet.app.installation.ChildProgram;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.onnx.Dimension;
import io.facet.models.onnx.OnnxInspection;
import io.facet.models.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Measures how fast the processor of this computer embeds, batch by batch, each in a process like an agent's and with
 * the sessions of an agent's slots. Thread-safe.
 *
 * @param agent how the program {@code facet-agent} is started
 * @param scratch folder for what the processes read
 * @param threads concurrent runs of the model, as an agent has slots
 * @param seconds to measure each batch, after two to warm up
 */
public record SpeedMeasurement(List<String> agent, Path scratch, int threads, int seconds, Clock clock) {
    private static final List<Integer> BATCHES = List.of(1, 2, 4, 8);

    /**
     * The batches that a file can be measured with. Reads the file's beginning.
     *
     * @throws ModelException if the file cannot be read
     */
    public List<Integer> batches(StoredFile file) {
        OptionalInt fixed = fixedBatch(file);
        return fixed.isPresent() ? List.of(fixed.getAsInt()) : BATCHES;
    }

    private static OptionalInt fixedBatch(StoredFile file) {
        return OnnxInspection.inspect(file.path()).inputs().stream()
                .findFirst()
                .flatMap(input -> input.shape() == null
                        ? Optional.empty()
                        : input.shape().stream().findFirst())
                .filter(Dimension.Fixed.class::isInstance)
                .map(axis -> OptionalInt.of((int) ((Dimension.Fixed) axis).length()))
                .orElse(OptionalInt.empty());
    }

    /**
     * Measures; the calling thread waits.
     *
     * @param device what to call the device
     * @param soFar told the curve after each batch
     * @throws ModelException MODEL_RUN if the model cannot be measured
     * @throws java.util.concurrent.CancellationException if {@code cancelled} said so
     */
    public SpeedCurve measure(
            ModelCard card, StoredFile file, String device, Consumer<SpeedCurve> soFar, BooleanSupplier cancelled)
            throws InterruptedException {
        try {
            Files.createDirectories(scratch);
            Path yaml = Files.createTempFile(scratch, "card-", ".yaml");
            try {
                Files.writeString(yaml, CardYaml.write(card));
                List<Integer> batches = batches(file);
                SpeedCurve curve =
                        new SpeedCurve(file.sha256(), device, clock.instant(), List.of(), batches.size() == 1);
                for (int batch : batches) {
                    curve = with(curve, new SpeedCurve.Point(batch, one(file, yaml, batch, cancelled)));
                    soFar.accept(curve);
                }
                return curve;
            } finally {
                Files.deleteIfExists(yaml);
            }
        } catch (IOException e) {
            throw new ModelException(
                    Code.MODEL_RUN, "%s cannot be measured (%s).".formatted(card.title(), e.getMessage()), e);
        }
    }

    private static SpeedCurve with(SpeedCurve curve, SpeedCurve.Point point) {
        List<SpeedCurve.Point> points = new ArrayList<>(curve.points());
        points.add(point);
        return new SpeedCurve(curve.sha256(), curve.device(), curve.measured(), points, curve.fixedBatch());
    }

    private double one(StoredFile file, Path card, int batch, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(agent);
        command.addAll(List.of(
                "raw-rate",
                "--model",
                file.path().toString(),
                "--card",
                card.toString(),
                "--batch",
                Integer.toString(batch),
                "--threads",
                Integer.toString(threads),
                "--seconds",
                Integer.toString(seconds)));
        ChildProgram.Ended ended = ChildProgram.run(command, line -> {}, cancelled);
        if (ended.exit() != 0 || ended.out().isEmpty()) {
            throw ChildFailure.of(ended, "The model cannot be measured with %d images at a time".formatted(batch));
        }
        return Double.parseDouble(ended.out().getLast().strip());
    }
}
