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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of the master's own computer: a child process that is started again, with growing pauses, when it dies, and
 * when it has not been connected for too long. It is told its credential on standard input and ends when that ends, so it
 * never outlives this process. Thread-safe; closed by its maker.
 */
public final class LocalAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalAgent.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** What an agent says that cannot have the slots that it was given. */
    private static final List<String> NO_SUCH_SLOTS = List.of("[device-unavailable]", "[no-slots]");

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

        /** The same with other folders. */
        public Launch withRoots(List<Path> roots) {
            return new Launch(command, gpuWorkers, cpuWorkers, roots, log);
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
    private final ChildLog log;
    private final Lives lives;
    private final AgentTrail trail;
    private final Patience patience;
    private final Consumer<UserException> onHopeless;
    private final Thread supervisor;
    private final Object change = new Object();
    private volatile Launch launch;
    private volatile boolean closed;
    private volatile boolean restarting;
    private volatile @Nullable Process process;

    /**
     * Starts the child.
     *
     * @param master asked at each start of the child
     * @param trail what the master sees of it
     * @param beforeStart called before each start of the child, from another thread
     * @param onHopeless called once, from another thread, if it cannot work, or dies again and again without bringing
     *     anything
     */
    public LocalAgent(
            Launch launch,
            Supplier<MasterAt> master,
            Fingerprint fingerprint,
            AgentCredential credential,
            AgentTrail trail,
            Runnable beforeStart,
            Consumer<UserException> onHopeless) {
        this(launch, master, fingerprint, credential, trail, Patience.of(launch), beforeStart, onHopeless);
    }

    LocalAgent(
            Launch launch,
            Supplier<MasterAt> master,
            Fingerprint fingerprint,
            AgentCredential credential,
            AgentTrail trail,
            Patience patience,
            Runnable beforeStart,
            Consumer<UserException> onHopeless) {
        this.launch = launch;
        this.master = master;
        this.fingerprint = fingerprint;
        this.credential = credential;
        this.beforeStart = beforeStart;
        this.log = new ChildLog(launch.log());
        this.lives = new Lives(trail);
        this.trail = trail;
        this.patience = patience;
        this.onHopeless = onHopeless;
        // Not a virtual one: starting a process keeps its carrier, of which a small computer has two.
        this.supervisor = Thread.ofPlatform().name("facet-local-agent").daemon().start(this::supervise);
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (begins()) {
                int status = startAndWait();
                if (closed) {
                    return;
                }
                if (restarting) {
                    restarting = false;
                    lives.endedOnPurpose();
                    continue;
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

    /** Whether there is another life. Nobody hears of one that begins after {@link #noMore}. */
    private boolean begins() {
        synchronized (change) {
            if (!closed) {
                beforeStart.run();
            }
            return !closed;
        }
    }

    private void giveUp(String why) {
        if (closed) {
            return;
        }
        boolean slots = NO_SUCH_SLOTS.stream().anyMatch(why::startsWith);
        onHopeless.accept(new UserException(
                slots ? UserException.Code.AGENT_SLOTS : UserException.Code.AGENT_START,
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
            line.write(firstLine() + "\n");
            line.flush();
        } catch (IOException e) {
            LOG.debug("The local agent ended before it was told who it is", e);
        }
        return awaitEnd(started);
    }

    /** Counts the seconds in which it could have connected, so that those of a sleeping computer do not count. */
    private int awaitEnd(Process started) throws InterruptedException {
        patience.begin();
        while (!started.waitFor(patience.step().toMillis(), TimeUnit.MILLISECONDS)) {
            Duration limit = patience.limit();
            if (patience.ends(trail.connected())) {
                LOG.warn(
                        "The local agent (process {}) has not been connected for {} s and is started again",
                        started.pid(),
                        limit.toSeconds());
                endChild();
            }
        }
        return started.exitValue();
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

    /** The child may open images in these folders when it is started again. */
    public void roots(List<Path> roots) {
        launch = launch.withRoots(roots);
    }

    /** Ends the child, if there is one, and starts it again at once. */
    public void restart() {
        Process running = process;
        if (running != null && running.isAlive()) {
            restarting = true;
            endChild();
        }
    }

    /** From now on no child is started. The one that runs goes on until {@link #close}. */
    public void noMore() {
        synchronized (change) {
            closed = true;
        }
    }

    /** Ends the child: in order, and after five seconds by force. */
    @Override
    public void close() {
        noMore();
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
