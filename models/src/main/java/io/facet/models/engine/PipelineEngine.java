package io.facet.models.engine;

import java.nio.ByteBuffer;

/**
 * A pipeline made ready on one device: the model is loaded, everything else follows from the card.
 *
 * <p>Thread-safe: any number of batches may be loaded and run at once. The engine owns its session; batches are closed
 * before the engine by whoever made them.
 */
public interface PipelineEngine extends AutoCloseable {

    /** Floats in each row. */
    int dimension();

    /** A work area for up to {@code capacity} images, with its native memory. */
    Batch newBatch(int capacity);

    @Override
    void close();

    /**
     * Input tensor and results of up to {@link #capacity()} images. Several threads may {@link #load} different places
     * at the same time; everything else is done by one thread at a time, after the loading.
     */
    interface Batch extends AutoCloseable {

        int capacity();

        /**
         * Decodes and preprocesses an image into place {@code index} of the input tensor.
         *
         * @throws io.facet.models.image.ImageException if the image cannot be used; the place stays free
         */
        void load(int index, ImageContent content);

        /**
         * Runs the model on places {@code from} (inclusive) to {@code to} (exclusive). A place into which nothing was
         * loaded gives a row without meaning and disturbs no other row. A part of a batch is run to find the image on
         * which the whole failed.
         *
         * @throws io.facet.models.ModelException if the model fails on these places
         */
        void run(int from, int to);

        /**
         * The row of place {@code index} among those last run: {@code dimension} float32, little endian; valid until
         * the next run.
         */
        ByteBuffer row(int index);

        /** Asks a {@link #run} under way on another thread to end with an exception soon. */
        void terminate();

        @Override
        void close();
    }
}
