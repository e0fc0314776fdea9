package io.facet.agent;

/** Something that the owner of the agent can put right. The message says what happened and what to do. */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. The name in lower case with hyphens is the stable code that users and scripts see. */
    public enum Code {
        USAGE,
        STATE_FOLDER,
        ROOT_MISSING,
        DEVICE_UNAVAILABLE,
        NO_SLOTS,
        SERVICE_UNAVAILABLE,
        SERVICE_RIGHTS,
        SERVICE_EXISTS,
        SERVICE_FAILED
    }

    private final Code code;
    private final String sentence;

    public AgentException(Code code, String message) {
        super(message);
        this.code = code;
        this.sentence = message;
    }

    public AgentException(Code code, String message, Throwable cause) {
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
