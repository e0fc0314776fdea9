import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.spi.ToolProvider;

/** Runs what does the work: tools of the JDK that runs this, and programs of the system. */
final class Tools {
    private static final int MOST_OUTPUT = 2000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Tools() {}

    /** Runs a tool of this JDK and returns what it printed. */
    static String jdk(String tool, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ToolProvider provider = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new Failure("The JDK in %s has no %s: use a whole JDK."
                        .formatted(System.getProperty("java.home"), tool)));
        int status = provider.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        if (status != 0) {
            throw new Failure("%s failed: %s%nIts arguments: %s".formatted(tool, (err + " " + out).strip(), arguments));
        }
        return out.toString();
    }

    /** How a program ended. */
    record Outcome(int status, String output) {}

    /** Runs a program to its end, with more variables in its environment. */
    static Outcome run(Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new Failure("%s cannot be started: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            throw new Failure("interrupted", e);
        }
    }

    /** Runs a program that has to succeed. */
    static String require(Map<String, String> environment, List<String> command) {
        Outcome outcome = run(environment, command);
        if (outcome.status() != 0) {
            String said = outcome.output().strip();
            throw new Failure("%s ended with status %d: %s%nIts command: %s"
                    .formatted(
                            command.getFirst(),
                            outcome.status(),
                            said.substring(0, Math.min(said.length(), MOST_OUTPUT)),
                            command));
        }
        return outcome.output();
    }

    /**
     * Starts a program and ends it, as a user would, once a file says so; what it prints is thrown away.
     *
     * @return seconds of processors that it had used when the file said so, or by the clock where no file tells
     */
    static double runUntil(Map<String, String> environment, List<String> command, Path log, String words, int patience) {
        try {
            Files.deleteIfExists(log);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            try {
                while (!Files.exists(log) || !Files.readString(log).contains(words)) {
                    if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                        throw new Failure("%s did not come to: %s%nIts log: %s".formatted(command, words, log));
                    }
                    Thread.sleep(10);
                }
                double seconds = StartUp.ofProcess(process.pid(), start);
                Thread.sleep(patience);
                return seconds;
            } finally {
                process.destroy();
                process.waitFor();
            }
        } catch (IOException e) {
            throw new Failure("%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            throw new Failure("interrupted", e);
        }
    }

    /** Something that comes true. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Starts a program, kills it once something holds, and waits for the end of those that it had started. */
    static void runAndKill(Map<String, String> environment, List<String> command, Condition enough) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            while (process.isAlive() && !enough.holds() && System.nanoTime() - start < LIMIT.toNanos()) {
                Thread.sleep(20);
            }
            List<ProcessHandle> started = process.descendants().toList();
            process.destroyForcibly().waitFor();
            for (ProcessHandle child : started) {
                child.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw new Failure("%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new Failure("%s left a program behind".formatted(command), e);
        }
    }

    /** A program on the PATH. */
    static Optional<Path> find(String program) {
        String file = Build.executable(program);
        for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, file))) {
                return Optional.of(Path.of(folder, file));
            }
        }
        return Optional.empty();
    }
}
