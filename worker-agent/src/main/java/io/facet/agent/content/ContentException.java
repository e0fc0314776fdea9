package io.facet.agent.content;

/** The bytes of an image cannot be had. The message is a sentence for the user. */
public final class ContentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What follows from it. */
    public enum Kind {
        /** Nobody can read it. */
        UNREADABLE,
        /** Over the limit, so nobody may read it. */
        TOO_LARGE,
        /** Another agent, or this one later, may have more luck. */
        TRANSIENT,
        /** The master has taken the lease back. */
        LEASE_OVER,
        /** The connection is cut, and every lease over with it: no fault of the image. */
        MASTER_AWAY
    }

    private final Kind kind;
    private final String sentence;

    ContentException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.sentence = message;
    }

    public Kind kind() {
        return kind;
    }

    /** The sentence for the user; never null. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
