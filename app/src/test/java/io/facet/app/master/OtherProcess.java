package io.facet.app.master;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second process with the class path of this one, spoken with line by line. */
public final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private OtherProcess(Process process) {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
    }

    public static OtherProcess start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /**
     * One that file permissions hold for, even when this process is of an account that they do not hold for (root).
     * Aborts the test if there is no such thing here.
     */
    public static OtherProcess startBoundByPermissions(Path folder, Class<?> main, String... arguments)
            throws IOException {
        Path probe = Files.createTempFile(folder, "probe", "");
        try {
            if (!probe.toFile().setReadable(false)) {
                abort("this file system has no permissions");
            }
            if (!Files.isReadable(probe)) {
                return start(main, arguments);
            }
        } finally {
            Files.delete(probe);
        }
        try {
            // Root without its capabilities is an account like any other.
            return start(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"), main, arguments);
        } catch (IOException e) {
            return abort("this account may read everything, and there is no setpriv");
        }
    }

    /** How a process ended, and what it said on standard error. */
    public record Ended(int status, String err) {}

    /** Runs one to its end. */
    public static Ended run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(List.of(), main, arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), err);
        } finally {
            process.destroyForcibly();
        }
    }

    private static OtherProcess start(List<String> prefix, Class<?> main, String... arguments) throws IOException {
        return new OtherProcess(new ProcessBuilder(command(prefix, main, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static List<String> command(List<String> prefix, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Says one line and returns the answer. */
    public String ask(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        return line();
    }

    /** The next line that it prints. */
    public String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("the other process has ended");
        }
        return line;
    }

    /** Ends it as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("cannot be killed");
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
