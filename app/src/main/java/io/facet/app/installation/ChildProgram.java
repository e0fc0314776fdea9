package io.facet.app.installation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs a program of this installation to its end. Stateless; the calling thread waits. */
public final class ChildProgram {
    private static final long LOOK_MILLIS = 100;
    private static final int MOST_LINES = 1000;
    private static final int SECONDS_TO_END = 10;

    private ChildProgram() {}

    /**
     * How a program ended.
     *
     * @param exit its exit status
     * @param out what it printed, the first thousand lines
     * @param last the last line that it printed about itself, empty if there was none
     */
    public record Ended(int exit, List<String> out, String last) {}

    /**
     * Starts a program and waits for its end; a cancelled one is killed.
     *
     * @param told each line of its standard error, on another thread
     * @throws IOException if it does not start
     * @throws CancellationException if {@code cancelled} said so
     */
    public static Ended run(List<String> command, Consumer<String> told, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        try {
            process.getOutputStream().close();
            List<String> out = new ArrayList<>();
            String[] last = {""};
            Thread output = reading(process.getInputStream(), line -> keep(out, line));
            Thread errors = reading(process.getErrorStream(), line -> {
                last[0] = line.isBlank() ? last[0] : line;
                told.accept(line);
            });
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
            }
            output.join();
            errors.join();
            return new Ended(process.exitValue(), List.copyOf(out), last[0]);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * Starts a program that takes the place of this one, with its terminal, and waits for its end; it ends with this one.
     *
     * @return its exit status
     * @throws IOException if it does not start
     */
    public static int inPlace(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        Thread end = new Thread(() -> end(process), "facet-child-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    /** It may have something to tidy up. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keep(List<String> lines, String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    private static Thread reading(InputStream stream, Consumer<String> each) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    each.accept(line);
                }
            } catch (IOException | UncheckedIOException e) {
                // It was killed: nobody waits for more.
                Thread.currentThread().interrupt();
            }
        });
    }
}
