package io.facet.models.engine;

import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.image.ImageDecoder;
import io.facet.models.image.ImageLimits;
import io.facet.models.runtime.Device;
import io.facet.models.runtime.ModelSession;
import io.facet.models.runtime.OnnxRuntime;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One vector per image: decode, preprocess as the card says, run, normalise. */
public final class EmbeddingEngine implements PipelineEngine {
    private final ModelSession session;
    private final ImageInput input;
    private final EmbeddingOutput output;
    private final ImageDecoder decoder;
    private final Preprocessors preprocessors;
    private final Set<EmbeddingBatch> open = new HashSet<>();
    private boolean closed;

    /**
     * Takes over a session.
     *
     * @param session opened with the same input and output; closed by this engine
     */
    public EmbeddingEngine(ModelSession session, ImageInput input, EmbeddingOutput output, ImageLimits limits) {
        this.session = session;
        this.input = input;
        this.output = output;
        decoder = new ImageDecoder(limits);
        preprocessors = new Preprocessors(input, session.signature().input().type());
    }

    /**
     * Loads a model and makes its engine.
     *
     * @throws io.facet.models.ModelException if the model, its card or the device does not work
     */
    public static EmbeddingEngine open(
            OnnxRuntime runtime,
            Path model,
            Device device,
            ImageInput input,
            EmbeddingOutput output,
            ImageLimits limits) {
        ModelSession session = ModelSession.open(runtime, model, device, input, output);
        try {
            return new EmbeddingEngine(session, input, output, limits);
        } catch (RuntimeException | LinkageError e) {
            session.close();
            throw e;
        }
    }

    @Override
    public int dimension() {
        return output.dimension();
    }

    /** Where the model runs; it never runs elsewhere instead. */
    public Device device() {
        return session.device();
    }

    @Override
    public Optional<String> notice() {
        return session.partlyOnCpu() ? Optional.of(partlyOnCpu(session.device())) : Optional.empty();
    }

    static String partlyOnCpu(Device device) {
        return "%s cannot run the whole model: a part of it runs on the processor, which is slower."
                .formatted(device.label());
    }

    @Override
    public synchronized Batch newBatch(int capacity) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        EmbeddingBatch batch = new EmbeddingBatch(this, session.newBatch(capacity));
        open.add(batch);
        return batch;
    }

    @Override
    public void close() {
        List<EmbeddingBatch> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(open);
        }
        left.forEach(EmbeddingBatch::close);
        preprocessors.close();
        session.close();
    }

    synchronized void forget(EmbeddingBatch batch) {
        open.remove(batch);
    }

    ImageInput input() {
        return input;
    }

    EmbeddingOutput output() {
        return output;
    }

    ImageDecoder decoder() {
        return decoder;
    }

    Preprocessors preprocessors() {
        return preprocessors;
    }
}
