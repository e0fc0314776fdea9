package io.facet.protocol;

/**
 * Something about joining, connecting or speaking to the other side that the user can put right.
 *
 * <p>The message is one sentence or two for the user and says what to do.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. The name in lower case with hyphens is the stable code that users and scripts see. */
    public enum Code {
        ADDRESS_INVALID,
        PORT_IN_USE,
        BIND_FAILED,
        STATE_FOLDER,
        JOIN_CODE_INVALID,
        JOIN_REFUSED,
        JOIN_NEEDED,
        CERTIFICATE_MISMATCH,
        PROTOCOL_VERSION,
        AGENT_REVOKED,
        AGENT_DUPLICATE,
        AGENT_DISMISSED,
        MASTER_UNREACHABLE,
        MESSAGE_INVALID,
        CONTENT_REFUSED,
        CONTENT_UNREADABLE,
        CONTENT_CHANGED
    }

    private final Code code;
    private final String sentence;

    public ProtocolException(Code code, String message) {
        super(message);
        this.code = code;
        this.sentence = message;
    }

    public ProtocolException(Code code, String message, Throwable cause) {
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
