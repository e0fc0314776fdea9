package io.facet.models.convert;

/** Hears how far a conversion is; called on the thread that converts, at most a few hundred times. */
@FunctionalInterface
public interface Progress {

    /**
     * Called when a step begins.
     *
     * @param step what is being done, for people
     * @param fraction 0..1 of the whole conversion, never falling
     */
    void at(String step, double fraction);

    /** For callers that do not care. */
    static Progress none() {
        return (step, fraction) -> {};
    }
}
