package io.facet.app.ui.common;

import io.facet.app.UserException;
import io.facet.protocol.ProtocolException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/**
 * Something that went wrong, for people.
 *
 * @param code stable, in kebab case
 * @param message what happened, and what to do
 * @param details for a report; empty if the message says it all
 */
public record Problem(String code, String message, String details) {
    /** The code of what nobody foresaw. */
    public static final String UNEXPECTED = "unexpected";

    /** What an exception means to a person. */
    public static Problem of(Throwable e) {
        return switch (e) {
            case UserException user -> new Problem(kebab(user.code()), user.getMessage(), "");
            case ProtocolException protocol -> new Problem(kebab(protocol.code()), protocol.getMessage(), "");
            default ->
                new Problem(UNEXPECTED, "Facet met a problem that it did not expect. Nothing is lost.", trace(e));
        };
    }

    public boolean unexpected() {
        return code.equals(UNEXPECTED);
    }

    private static String kebab(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
