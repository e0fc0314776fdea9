package io.facet.app.models;

import io.facet.app.installation.ChildProgram;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.convert.KerasConverter;
import io.facet.models.store.Progress;
import io.facet.models.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Converts Keras weights and takes the model in. The conversion ends by running the model once, so it happens in a
 * process of its own: native code that crashes must not take the window along. Thread-safe.
 *
 * @param facet how the program {@code facet} is started
 * @param scratch folder for the model until it is in the store
 */
public record WeightsConversion(List<String> facet, ModelLibrary library, Path scratch) {
    /** The card that a converted model serves. */
    public ModelCard card() {
        return library.catalogue().find(KerasConverter.CARD);
    }

    /**
     * Converts; the calling thread waits.
     *
     * @param step told, on another thread, what is being done, as text for people
     * @throws ModelException as {@link KerasConverter#convert}
     * @throws java.util.concurrent.CancellationException if {@code cancelled} said so; nothing has changed then
     */
    public StoredFile convert(Path weights, Consumer<String> step, BooleanSupplier cancelled)
            throws InterruptedException {
        try {
            Files.createDirectories(scratch);
            Path folder = Files.createTempDirectory(scratch, "convert-");
            Path onnx = folder.resolve("converted.onnx");
            try {
                List<String> command = new ArrayList<>(facet);
                command.addAll(
                        List.of("models", "convert", weights.toAbsolutePath().toString(), "-o", onnx.toString()));
                ChildProgram.Ended ended = ChildProgram.run(command, step, cancelled);
                if (ended.exit() != 0) {
                    throw ChildFailure.of(ended, weights.getFileName() + " was not converted");
                }
                return library.takeConverted(onnx, Progress.NONE);
            } finally {
                Files.deleteIfExists(onnx);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new ModelException(
                    Code.STORE_IO, "%s cannot be converted (%s).".formatted(weights.getFileName(), e.getMessage()), e);
        }
    }
}
