package io.facet.models.yaml;

/** What is wrong with a YAML text, as one line for the user, and where. */
public final class YamlProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param line counted from 1; 0 if the problem is not at one line
     * @param message one line, without the place
     */
    public YamlProblem(int line, String message) {
        super(message);
        this.line = line;
    }

    public YamlProblem(int line, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    /** Counted from 1; 0 if the problem is not at one line. */
    public int line() {
        return line;
    }

    /** The message with the name of its text and the line in front: {@code cards/mine.yaml:7: ...}. */
    public String at(String origin) {
        return line == 0 ? origin + ": " + getMessage() : origin + ":" + line + ": " + getMessage();
    }
}
