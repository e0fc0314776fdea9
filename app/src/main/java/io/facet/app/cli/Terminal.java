package io.facet.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** Where a command prints: results to standard output, everything about the way there to standard error. */
record Terminal(PrintWriter out, PrintWriter err) {

    /** Whether somebody watches, so that lines may be drawn over. */
    boolean isInteractive() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** Columns of the terminal; 80 where that cannot be told. */
    int width() {
        return TerminalWidth.ask().orElse(80);
    }

    void result(String line) {
        out.println(line);
        out.flush();
    }

    void note(String line) {
        err.println(oneLine(line));
        err.flush();
    }

    /** Fit for a terminal: a part of it may be what another computer said. */
    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{C}", "?").strip();
    }
}
