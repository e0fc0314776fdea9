package io.facet.app.ui;

import io.facet.app.ui.common.Problem;

/**
 * The window has not come up, or not gone down in order, although there is a display. Whoever sees the window has been
 * told if that could be.
 */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(Throwable cause) {
        super(cause);
    }

    /** In one line, with its code. */
    public String line() {
        Problem problem = Problem.of(getCause() == null ? this : getCause());
        return "[" + problem.code() + "] " + problem.message().replaceAll("\\s+", " ");
    }
}
