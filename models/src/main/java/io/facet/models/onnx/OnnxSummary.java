package io.facet.models.onnx;

import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says about itself. Immutable.
 *
 * @param irVersion version of the file format
 * @param producerName what wrote it, or empty
 * @param producerVersion or empty
 * @param opsets version per operator domain; the standard domain is the empty name
 * @param inputs what the caller gives; weights that old files list as inputs too are left out
 * @param outputs what the model returns
 * @param metadata its metadata_props
 * @param bytes size of the file
 */
public record OnnxSummary(
        long irVersion,
        String producerName,
        String producerVersion,
        Map<String, Long> opsets,
        List<TensorInfo> inputs,
        List<TensorInfo> outputs,
        Map<String, String> metadata,
        long bytes) {

    public OnnxSummary {
        opsets = Map.copyOf(opsets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metadata = Map.copyOf(metadata);
    }
}
