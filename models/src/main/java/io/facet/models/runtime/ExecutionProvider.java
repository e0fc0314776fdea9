package io.facet.models.runtime;

/** What can execute models, in ONNX Runtime's terms. */
public enum ExecutionProvider {
    CPU,
    CUDA,
    TENSORRT
}
