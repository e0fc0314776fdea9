package io.facet.models.engine;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A pipeline made ready on one device: the model is loaded, everything else follows from the card.
 *
 * <p>Thread-safe: any number of batches may be loaded and run at once, so one engine serves all slots of its device.
 * The engine owns its session. The owner closes the engine, which ends runs under way and closes batches still open.
 */
public interface PipelineEngine extends AutoCloseable {

    /** Floats in each row. */
    int dimension();

    /** What people should know about how it runs here, as a sentence: that it is slower than they would expect. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /** A work area for up to {@code capacity} images, with its native memory. The caller closes it. */
    Batch newBatch(int capacity);

    @Override
    void close();

    /**
     * Input tensor and results of up to {@link #capacity()} images.
     *
     * <p>Images may be loaded by several threads at once, each at its own place. {@link #run} and {@link #row} belong
     * to one thread at a time, when loading is over. {@link #terminate} and {@link #close} may come from any thread.
     */
    interface Batch extends AutoCloseable {

        int capacity();

        /**
         * Decodes and preprocesses an image into place {@code index} of the input tensor.
         *
         * @throws io.facet.models.image.ImageException if the image cannot be used; the place stays free
         * @throws IllegalStateException if the batch is closed, or this computer lacks the memory
         */
        void load(int index, ImageContent content);

        /**
         * Runs the model on places {@code from} (inclusive) to {@code to} (exclusive). A place into which nothing was
         * loaded gives a row without meaning and disturbs no other row. A part of a batch is run to find the image on
         * which the whole failed: what lies outside the part has no influence on it, and its rows are the same bytes
         * that the whole would have given.
         *
         * @throws io.facet.models.ModelException MODEL_RUN if the model fails on these places, returns a row that is
         *     not finite, or was told to {@link #terminate}
         */
        void run(int from, int to);

        /**
         * The row of place {@code index} among those last run: {@code dimension} float32, little endian; valid until
         * the next run.
         */
        ByteBuffer row(int index);

        /** Makes a {@link #run} under way on another thread end with an exception soon; without one does nothing. */
        void terminate();

        /** Ends a run that is under way, waits for it and for loads, and frees the memory. */
        @Override
        void close();
    }
}
