package io.facet.app;

/**
 * Something that the user of the master can put right. The message is a sentence or two that say what happened and
 * what to do.
 */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. The name in lower case with hyphens is the stable code that users and scripts see. */
    public enum Code {
        USAGE,
        DATASET_MISSING,
        DATASET_UNREADABLE,
        DATASET_EMPTY,
        OUTPUT_EXISTS,
        OUTPUT_MISMATCH,
        OUTPUT_DAMAGED,
        OUTPUT_LOCKED,
        OUTPUT_WRITE,
        OUTPUT_MISSING,
        OUTPUT_READ,
        DISK_FULL,
        AGENT_START,
        AGENT_SLOTS,
        AGENT_PREPARE,
        FOLDER_NOT_EMPTY,
        HISTORY,
        RUN_GOES_ON,
        INTERNAL
    }

    private final Code code;
    private final String sentence;

    public UserException(Code code, String message) {
        super(message);
        this.code = code;
        this.sentence = message;
    }

    public UserException(Code code, String message, Throwable cause) {
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
