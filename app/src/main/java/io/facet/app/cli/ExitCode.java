package io.facet.app.cli;

/** The exit codes of every command. */
final class ExitCode {
    static final int DONE = 0;
    static final int COULD_NOT_RUN = 1;
    static final int WRONG_USAGE = 2;
    static final int FINISHED_WITH_FAILURES = 3;
    /** What was checked is not as it should be. */
    static final int DIFFERS = 3;

    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
