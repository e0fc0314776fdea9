package io.facet.models.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** A vector of length 1 that follows from a path and a seed alone: what engines without a model return. */
final class PathVector {
    // FNV-1a, 64 bits: offset basis and prime as its authors (Fowler, Noll, Vo) publish them.
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private PathVector() {}

    /** {@code dimension} float32, little endian. */
    static ByteBuffer of(String path, long seed, int dimension) {
        SplittableRandom random = new SplittableRandom(hash(path) ^ seed);
        double[] values = new double[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            values[i] = random.nextDouble(-1, 1);
            squares += values[i] * values[i];
        }
        ByteBuffer row = ByteBuffer.allocate(Float.BYTES * dimension).order(ByteOrder.LITTLE_ENDIAN);
        double length = Math.sqrt(squares);
        for (double value : values) {
            row.putFloat((float) (value / length));
        }
        return row.flip();
    }

    private static long hash(String path) {
        long hash = BASIS;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * PRIME;
        }
        return hash;
    }
}
