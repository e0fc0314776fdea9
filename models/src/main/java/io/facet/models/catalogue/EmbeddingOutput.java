package io.facet.models.catalogue;

/**
 * What an embedding model returns.
 *
 * @param dimension floats per image
 * @param normalise what Facet does to the vector before it is written
 */
public record EmbeddingOutput(int dimension, Normalise normalise) {

    /** What is done to a vector after the model. */
    public enum Normalise {
        /** Written as the model returns it. */
        NONE,
        /** Divided by its Euclidean length, unless that is 0. */
        L2
    }
}
