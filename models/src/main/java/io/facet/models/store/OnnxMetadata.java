package io.facet.models.store;

import java.nio.file.Path;
import java.util.Map;

/** Reads the metadata properties of an ONNX file, without loading the model. */
@FunctionalInterface
public interface OnnxMetadata {

    /** Knows nothing about any file. */
    OnnxMetadata NONE = file -> Map.of();

    /**
     * The key-value pairs of the file; empty if it has none.
     *
     * @throws io.facet.models.ModelException if it is no ONNX file
     */
    Map<String, String> read(Path file);
}
