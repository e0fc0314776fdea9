package io.facet.models.sample;

/** Makes seeds that lie side by side unlike, because {@link java.util.Random} answers like seeds alike. */
final class Seeds {
    private Seeds() {}

    /** The finaliser of SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). */
    static long mix(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
