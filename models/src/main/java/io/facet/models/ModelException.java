package io.facet.models;

/**
 * Something about a model, a card or a pipeline that the user can put right.
 *
 * <p>The message is one sentence for the user and says what to do; it never holds a stack trace.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. The name in lower case with hyphens is the stable code that users and scripts see. */
    public enum Code {
        MODEL_UNKNOWN,
        MODEL_MISSING,
        MODEL_INVALID,
        MODEL_REFUSED,
        MODEL_CHECKSUM,
        MODEL_DOWNLOAD,
        MODEL_RUN,
        CARD_INVALID,
        PIPELINE_UNKNOWN,
        PIPELINE_INVALID,
        DEVICE_UNAVAILABLE,
        CONVERT_FORMAT,
        CONVERT_LAYER_MISSING,
        CONVERT_SHAPE,
        CONVERT_CHECK,
        STORE_IO
    }

    private final Code code;
    private final String sentence;

    public ModelException(Code code, String message) {
        super(message);
        this.code = code;
        this.sentence = message;
    }

    public ModelException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sentence = message;
    }

    /** The sentence for the user; never null. */
    @Override
    public String getMessage() {
        return sentence;
    }

    public Code code() {
        return code;
    }
}
