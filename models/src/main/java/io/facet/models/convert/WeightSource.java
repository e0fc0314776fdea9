package io.facet.models.convert;

/** Where the weights of a network come from. For one thread. */
interface WeightSource {

    /**
     * The values of that weight, last axis fastest; the caller may change the array.
     *
     * @throws io.facet.models.ModelException CONVERT_LAYER_MISSING, CONVERT_SHAPE or CONVERT_FORMAT if the source does
     *     not have it as the network needs it
     */
    float[] read(Weight weight);
}
