package io.facet.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How wide the terminal is that this program runs in. */
final class TerminalWidth {
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("[0-9]{1,6} ([0-9]{1,6})\\s*");

    private TerminalWidth() {}

    /** Asks {@code stty}, which POSIX systems have. Empty where it is not, or standard input is no terminal. */
    static OptionalInt ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(1, TimeUnit.SECONDS) ? parse(answer) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Such as {@code 24 80}. Some terminals say 0 for what they do not know. */
    static OptionalInt parse(String answer) {
        Matcher matcher = ROWS_AND_COLUMNS.matcher(answer);
        int columns = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    }
}
