package io.facet.app.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The distribution as a user has it: programs are started by their launch scripts, in a home of their own, and every
 * one of them is ended with the test. Not thread-safe.
 */
final class Facet implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Running> started = new ArrayList<>();
    private int count;

    /** A home under {@code folder}, shared by all programs that this starts. */
    Facet(Path folder, String name) {
        this.folder = folder;
        this.home = folder.resolve(name);
        environment.put("FACET_HOME", home.toString());
    }

    Path home() {
        return home;
    }

    /** Sets a variable for what is started from now on. */
    Facet with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** How a program ended. */
    record Result(int exitCode, String out, String err) {
        /** The lines of standard error that report an error. */
        List<String> errors() {
            return err.lines().filter(l -> l.matches("facet(-agent)?: \\[.*")).toList();
        }
    }

    /** Runs a program to its end. */
    Result run(String program, String... arguments) {
        return start(program, arguments).await(LIMIT);
    }

    /** Starts a program. */
    Running start(String program, String... arguments) {
        try {
            Files.createDirectories(folder);
            Path script = distribution().resolve("bin").resolve(WINDOWS ? program + ".bat" : program);
            List<String> command = new ArrayList<>();
            command.add(script.toString());
            command.addAll(Arrays.asList(arguments));
            int number = ++count;
            Path out = folder.resolve(home.getFileName() + "-" + number + ".out");
            Path err = folder.resolve(home.getFileName() + "-" + number + ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Running running = new Running(builder.start(), out, err);
            started.add(running);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that was started. */
    static final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        Process process() {
            return process;
        }

        /** A process that this one started and that runs now, by a part of its command line. */
        Optional<ProcessHandle> child(String part) {
            return process.descendants()
                    .filter(p -> p.isAlive() && commandLine(p).contains(part))
                    .findFirst();
        }

        private static String commandLine(ProcessHandle process) {
            ProcessHandle.Info info = process.info();
            return info.commandLine().orElse("")
                    + String.join(" ", info.arguments().orElse(new String[0]));
        }

        String out() {
            return read(out);
        }

        String err() {
            return read(err);
        }

        /** Waits for the end; fails with what the program said if it does not come. */
        Result await(Duration limit) {
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("still running after " + limit + ":\n" + out() + err());
                }
                return new Result(process.exitValue(), out(), err());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        Result await() {
            return await(LIMIT);
        }

        /** As {@code kill -9}. */
        void kill() {
            process.destroyForcibly();
            await(Duration.ofSeconds(20));
        }

        private static String read(Path file) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Waits until {@code condition} holds, or fails after {@code limit}. */
    static void await(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20); // between looks at the condition
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Where the build left the distribution. */
    static Path distribution() {
        return Path.of(System.getProperty("facet.dist", "target/facet")).toAbsolutePath();
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        for (Running running : started) {
            running.process().descendants().forEach(ProcessHandle::destroyForcibly);
            running.process().destroyForcibly();
        }
    }
}
