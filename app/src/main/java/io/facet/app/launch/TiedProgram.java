package io.facet.app.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Runs another program of this installation and ends it when standard input ends, so that it never outlives the process
 * that holds the other end, however that one ends. The first argument is the program's class.
 */
public final class TiedProgram {
    private TiedProgram() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        InputStream parent = System.in;
        Thread.ofPlatform().name("facet-parent").daemon().start(() -> awaitEnd(parent));
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void awaitEnd(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // nothing is said; only the end matters
            }
        } catch (IOException broken) {
            // the same as the end
        }
        // Halt, not exit: hooks could wait for work that nobody wants any more.
        Runtime.getRuntime().halt(0);
    }
}
