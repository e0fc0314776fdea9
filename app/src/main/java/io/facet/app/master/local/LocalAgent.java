package io.facet.app.master.local;

import io.facet.app.UserException;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of the master's own computer: a child process that is started again, with growing pauses, when it dies. It
 * is told its credential on standard input and ends when that ends, so it never outlives this process. Thread-safe;
 * closed by its maker.
 */
public final class LocalAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalAgent.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** An agent that lived that long was not broken from the start. */
    private static final Duration HEALTHY = Duration.ofSeconds(20);

    private static final int EARLY_DEATHS = 5;

    /**
     * How the child is started.
     *
     * @param command program and arguments, without those that the master adds
     * @param gpuWorkers slots on GPUs; negative: as many as the agent finds useful
     * @param cpuWorkers slots on processors; negative: as many as the agent finds useful
     * @param allowedRoots folders that it may open by itself
     * @param log file that takes what it prints
     */
    public record Launch(List<String> command, int gpuWorkers, int cpuWorkers, List<Path> allowedRoots, Path log) {
        public Launch {
            command = List.copyOf(command);
            allowedRoots = List.copyOf(allowedRoots);
        }

        /** The same with other slots. */
        public Launch withSlots(int gpu, int cpu) {
            return new Launch(command, gpu, cpu, allowedRoots, log);
        }
    }

    /**
     * Where the child finds the master.
     *
     * @param host an address of this computer
     */
    public record MasterAt(String host, int port) {}

    private final Supplier<MasterAt> master;
    private final Fingerprint fingerprint;
    private final AgentCredential credential;
    private final Runnable beforeStart;
    private final Consumer<UserException> onHopeless;
    private final Thread supervisor;
    private volatile Launch launch;
    private volatile boolean closed;
    private volatile boolean restarting;
    private volatile @Nullable Process process;

    /**
     * Starts the child.
     *
     * @param master asked at each start of the child
     * @param beforeStart called before each start of the child, from another thread
     * @param onHopeless called once, from another thread, if it dies again and again as soon as it is started
     */
    public LocalAgent(
            Launch launch,
            Supplier<MasterAt> master,
            Fingerprint fingerprint,
            AgentCredential credential,
            Runnable beforeStart,
            Consumer<UserException> onHopeless) {
        this.launch = launch;
        this.master = master;
        this.fingerprint = fingerprint;
        this.credential = credential;
        this.beforeStart = beforeStart;
        this.onHopeless = onHopeless;
        this.supervisor = Thread.ofVirtual().name("facet-local-agent").start(this::supervise);
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        int earlyDeaths = 0;
        try {
            while (!closed) {
                beforeStart.run();
                long started = System.nanoTime();
                int status = startAndWait();
                Duration lived = Duration.ofNanos(System.nanoTime() - started);
                if (closed) {
                    return;
                }
                if (restarting) {
                    restarting = false;
                    continue;
                }
                if (lived.compareTo(HEALTHY) > 0) {
                    pause = FIRST_PAUSE;
                    earlyDeaths = 0;
                } else if (++earlyDeaths >= EARLY_DEATHS) {
                    giveUp("It ended %d times right after its start, last with status %d."
                            .formatted(earlyDeaths, status));
                    return;
                }
                LOG.warn(
                        "The local agent ended with status {} and is started again in {} ms", status, pause.toMillis());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        } catch (IOException e) {
            giveUp("It cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(String why) {
        onHopeless.accept(new UserException(
                UserException.Code.AGENT_START,
                "The agent of this computer does not work. %s Its log is %s; `facet-agent doctor` says what this computer can do."
                        .formatted(why, launch.log())));
    }

    private int startAndWait() throws IOException, InterruptedException {
        Path folder = launch.log().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Process started = new ProcessBuilder(arguments())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                .start();
        process = started;
        if (closed) {
            started.destroyForcibly();
        }
        // The stream stays open as long as this process lives: its end is what tells the child to end.
        OutputStream stdin = started.getOutputStream();
        try {
            Writer line = new OutputStreamWriter(stdin, StandardCharsets.US_ASCII);
            line.write(firstLine() + "\n");
            line.flush();
        } catch (IOException e) {
            LOG.debug("The local agent ended before it was told who it is", e);
        }
        return started.waitFor();
    }

    private String firstLine() {
        MasterAt at = master.get();
        return String.join(
                " ",
                at.host(),
                Integer.toString(at.port()),
                fingerprint.hex(),
                credential.agentId(),
                credential.secret().hex());
    }

    private List<String> arguments() {
        Launch now = launch;
        List<String> arguments = new ArrayList<>(now.command());
        arguments.add("--supervised");
        addSlots(arguments, "--gpu-workers", now.gpuWorkers());
        addSlots(arguments, "--cpu-workers", now.cpuWorkers());
        for (Path root : now.allowedRoots()) {
            arguments.add("--allow-root");
            arguments.add(root.toString());
        }
        return arguments;
    }

    private static void addSlots(List<String> arguments, String option, int count) {
        if (count >= 0) {
            arguments.add(option);
            arguments.add(Integer.toString(count));
        }
    }

    /** The process identifier of the child that runs now, if one does. */
    public @Nullable Long pid() {
        Process running = process;
        return running != null && running.isAlive() ? (Long) running.pid() : null;
    }

    /** The child has these slots when it is started again. */
    public void slots(int gpu, int cpu) {
        launch = launch.withSlots(gpu, cpu);
    }

    /** Ends the child and starts it again at once. */
    public void restart() {
        Process running = process;
        if (running != null && running.isAlive()) {
            restarting = true;
            endChild();
        }
    }

    /** Ends the child: in order, and after five seconds by force. */
    @Override
    public void close() {
        closed = true;
        supervisor.interrupt();
        endChild();
    }

    private void endChild() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(5, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            running.destroyForcibly();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
