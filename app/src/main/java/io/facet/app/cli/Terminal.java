package io.facet.app.cli;

import java.io.Console;
import java.io.PrintWriter;

/** Where a command prints: results to standard output, everything about the way there to standard error. */
record Terminal(PrintWriter out, PrintWriter err) {

    /** Whether somebody watches, so that lines may be drawn over. */
    boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    void result(String line) {
        out.println(line);
        out.flush();
    }

    void note(String line) {
        err.println(line);
        err.flush();
    }
}
