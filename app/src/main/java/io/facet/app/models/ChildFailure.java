package io.facet.app.models;

import io.facet.app.installation.ChildProgram;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program of Facet said when it gave up, as an error of this process. */
final class ChildFailure {
    private static final Pattern SAID = Pattern.compile("facet(?:-agent)?: \\[([a-z-]+)] (.*)");

    private ChildFailure() {}

    /** The error behind {@code ended}; {@code otherwise} is what happened, if the program does not say. */
    static ModelException of(ChildProgram.Ended ended, String otherwise) {
        Matcher said = SAID.matcher(ended.last());
        if (said.matches()) {
            return new ModelException(code(said.group(1)), said.group(2));
        }
        return new ModelException(
                Code.MODEL_RUN, "%s (exit status %d). The log has more.".formatted(otherwise, ended.exit()));
    }

    private static Code code(String kebab) {
        String name = kebab.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Code.values())
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElse(Code.MODEL_RUN);
    }
}
