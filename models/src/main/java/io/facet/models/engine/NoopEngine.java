package io.facet.models.engine;

/**
 * Returns rows at no cost, to measure everything around an engine. Rows are a function of the path alone; nothing is
 * decoded.
 *
 * @param dimension floats in each row
 */
public record NoopEngine(int dimension) implements PipelineEngine {

    public NoopEngine {
        if (dimension < 1) {
            throw new IllegalArgumentException("a row has at least one number, not " + dimension);
        }
    }

    @Override
    public Batch newBatch(int capacity) {
        return new PathBatch(capacity, dimension, 0) {
            @Override
            void spend(int count) {}

            @Override
            public void terminate() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
