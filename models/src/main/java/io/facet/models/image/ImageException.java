package io.facet.models.image;

/**
 * An image that cannot be used, with a reason that a person understands.
 *
 * <p>The same bytes give the same exception on every computer, so such an image is not tried again.
 */
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The terminal state that the image ends in. */
    public enum Reason {
        UNREADABLE,
        TOO_LARGE
    }

    private final Reason reason;

    public ImageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ImageException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
