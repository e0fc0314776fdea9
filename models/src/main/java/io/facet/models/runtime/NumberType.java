package io.facet.models.runtime;

import ai.onnxruntime.OnnxJavaType;

/** The numbers of a tensor that Facet can feed and read. */
public enum NumberType {
    FLOAT32(4, OnnxJavaType.FLOAT),
    FLOAT16(2, OnnxJavaType.FLOAT16);

    private final int bytes;
    private final OnnxJavaType onnxType;

    NumberType(int bytes, OnnxJavaType onnxType) {
        this.bytes = bytes;
        this.onnxType = onnxType;
    }

    /** Bytes per number. */
    public int bytes() {
        return bytes;
    }

    OnnxJavaType onnxType() {
        return onnxType;
    }
}
