package io.facet.models.sample;

/**
 * A sample dataset that cannot be written.
 *
 * <p>The message is one sentence for the user and says what to do.
 */
public final class SampleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. The name in lower case with hyphens is the stable code that users and scripts see. */
    public enum Code {
        /** The folder holds something else: nothing was written. */
        SAMPLE_FOLDER_IN_USE,
        /** The folder or a file in it cannot be written: what stands there is whole. */
        SAMPLE_IO
    }

    private final Code code;

    public SampleException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public SampleException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
