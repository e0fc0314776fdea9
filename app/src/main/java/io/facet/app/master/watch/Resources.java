package io.facet.app.master.watch;

/**
 * How loaded an agent's computer is. Immutable.
 *
 * @param cpu load of all processors, 0 to 1
 * @param gpu load of the busiest GPU, 0 to 1; NaN if it is not known
 * @param memoryUsed bytes
 * @param memoryTotal bytes; 0 if it is not known
 * @param vramUsed bytes of all GPUs together; 0 if it is not known
 * @param vramTotal bytes of all GPUs together; 0 if it is not known
 */
public record Resources(double cpu, double gpu, long memoryUsed, long memoryTotal, long vramUsed, long vramTotal) {

    /** Nothing is known. */
    public static final Resources UNKNOWN = new Resources(0, Double.NaN, 0, 0, 0, 0);
}
