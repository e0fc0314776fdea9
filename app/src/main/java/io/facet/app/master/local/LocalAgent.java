package io.facet.app.master.local;

import io.facet.app.UserException;
import io.facet.app.installation.Programs;
import io.facet.app.master.farm.AgentTrail;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

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
    }

    private final Launch launch;
    private final String firstLine;
    private final ChildLog log;
    private final Lives lives;
    private final Consumer<UserException> onHopeless;
    private final Thread supervisor;
    private volatile boolean closed;
    private volatile @Nullable Process process;

    /**
     * Starts the child.
     *
     * @param trail what the master sees of it
     * @param onHopeless called once, from another thread, if it cannot work, or dies again and again without bringing
     *     anything
     */
    public LocalAgent(
            Launch launch,
            int port,
            Fingerprint fingerprint,
            AgentCredential credential,
            AgentTrail trail,
            Consumer<UserException> onHopeless) {
        this.launch = launch;
        this.log = new ChildLog(launch.log());
        this.lives = new Lives(trail);
        this.firstLine = String.join(
                " ",
                "127.0.0.1",
                Integer.toString(port),
                fingerprint.hex(),
                credential.agentId(),
                credential.secret().hex());
        this.onHopeless = onHopeless;
        this.supervisor = Thread.ofVirtual().name("facet-local-agent").start(this::supervise);
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!closed) {
                int status = startAndWait();
                if (closed) {
                    return;
                }
                switch (lives.ended(status)) {
                    case USEFUL -> pause = FIRST_PAUSE;
                    case FUTILE -> {}
                    case REFUSED -> {
                        giveUp(log.lastComplaint().orElse("It ended with status %d.".formatted(status)));
                        return;
                    }
                    case LAST -> {
                        giveUp("It ended %d times before it brought anything, last with status %d."
                                .formatted(lives.futile(), status));
                        return;
                    }
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
                "The agent of this computer does not work: %s Its log is %s; `facet-agent doctor` says what this computer can do."
                        .formatted(why.endsWith(".") ? why : why + ".", launch.log())));
    }

    private int startAndWait() throws IOException, InterruptedException {
        log.begin();
        Process started = Programs.process(arguments())
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
            line.write(firstLine + "\n");
            line.flush();
        } catch (IOException e) {
            LOG.debug("The local agent ended before it was told who it is", e);
        }
        return started.waitFor();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(launch.command());
        arguments.add("--supervised");
        addSlots(arguments, "--gpu-workers", launch.gpuWorkers());
        addSlots(arguments, "--cpu-workers", launch.cpuWorkers());
        for (Path root : launch.allowedRoots()) {
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

    /** Ends the child: in order, and after five seconds by force. */
    @Override
    public void close() {
        closed = true;
        supervisor.interrupt();
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
