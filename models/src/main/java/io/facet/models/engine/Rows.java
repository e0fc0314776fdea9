package io.facet.models.engine;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.NumberType;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finished rows: float32, little endian, on the heap, so that they outlive the model's memory. */
final class Rows {
    private final int dimension;
    private final Normalise normalise;
    private final ByteBuffer rows;

    Rows(int capacity, EmbeddingOutput output) {
        dimension = output.dimension();
        normalise = output.normalise();
        rows = ByteBuffer.allocate(Math.multiplyExact(capacity, Float.BYTES * dimension))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Takes over what the model returned for one image. Sums are made in double precision and in order, so a row's
     * bytes depend on nothing but its vector.
     *
     * @throws ModelException MODEL_RUN if a number is infinite or none
     */
    void put(int index, ByteBuffer vector, NumberType type) {
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            double value = number(vector, type, i);
            squares += value * value;
        }
        if (!Double.isFinite(squares)) {
            throw new ModelException(
                    Code.MODEL_RUN, "The model returned numbers that are not finite for an image of the batch.");
        }
        double length = normalise == Normalise.L2 && squares > 0 ? Math.sqrt(squares) : 1;
        for (int i = 0; i < dimension; i++) {
            rows.putFloat(Float.BYTES * (index * dimension + i), (float) (number(vector, type, i) / length));
        }
    }

    /** A view of one row, from 0 to its end; little endian. */
    ByteBuffer get(int index) {
        int bytes = Float.BYTES * dimension;
        return rows.slice(index * bytes, bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float number(ByteBuffer vector, NumberType type, int at) {
        return switch (type) {
            case FLOAT32 -> vector.getFloat(Float.BYTES * at);
            case FLOAT16 -> Float.float16ToFloat(vector.getShort(Short.BYTES * at));
        };
    }
}
