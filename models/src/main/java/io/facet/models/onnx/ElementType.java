package io.facet.models.onnx;

/** Element types of tensors. Source of the codes: TensorProto.DataType in onnx.proto, ONNX 1.20. */
public enum ElementType {
    /** Not a tensor (a sequence, a map), or a type that is newer than this list. */
    OTHER(0, "other"),
    FLOAT32(1, "float32"),
    UINT8(2, "uint8"),
    INT8(3, "int8"),
    UINT16(4, "uint16"),
    INT16(5, "int16"),
    INT32(6, "int32"),
    INT64(7, "int64"),
    STRING(8, "string"),
    BOOL(9, "bool"),
    FLOAT16(10, "float16"),
    FLOAT64(11, "float64"),
    UINT32(12, "uint32"),
    UINT64(13, "uint64"),
    COMPLEX64(14, "complex64"),
    COMPLEX128(15, "complex128"),
    BFLOAT16(16, "bfloat16");

    private final int code;
    private final String label;

    ElementType(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The number that ONNX files use. */
    public int code() {
        return code;
    }

    /** The name that people use. */
    public String label() {
        return label;
    }

    /** The type with that number, or {@link #OTHER}. */
    public static ElementType ofCode(int code) {
        for (ElementType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return OTHER;
    }
}
