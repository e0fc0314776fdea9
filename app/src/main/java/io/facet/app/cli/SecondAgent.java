package io.facet.app.cli;

import io.facet.app.UserException;
import io.facet.app.installation.Programs;
import io.facet.app.master.Master;
import io.facet.app.master.RunSession;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Another agent program of this account, started when the master listens. It ends with this process, however that ends;
 * if it ends before, so does the run, which counts on it. For one thread; closed by its maker.
 */
final class SecondAgent implements RunSession.Watcher, AutoCloseable {
    private final Path log;
    private final int slots;
    private final RunSession.Watcher report;
    private @Nullable Process process;

    /**
     * @param log takes what it prints
     * @param report is told all that this watcher is told
     */
    SecondAgent(Path log, int slots, RunSession.Watcher report) {
        this.log = log;
        this.slots = slots;
        this.report = report;
    }

    @Override
    public void started(Master master) {
        process = start(master.port());
        report.started(master);
    }

    /**
     * Looks whether the agent still runs.
     *
     * @throws UserException AGENT_START if it does not, with what it said last
     */
    @Override
    public void at(RunSnapshot snapshot) {
        Process running = process;
        if (running != null && !running.isAlive()) {
            throw new UserException(
                    UserException.Code.AGENT_START,
                    "The second agent ended with status %d: %s Its log is %s."
                            .formatted(running.exitValue(), lastWords(), log));
        }
        report.at(snapshot);
    }

    @Override
    public void ended(RunResult result) {
        report.ended(result);
    }

    private Process start(int port) {
        List<String> command = new ArrayList<>(Programs.ofThisProcess().tiedAgent());
        command.addAll(List.of(
                "--master",
                "127.0.0.1:" + port,
                "--name",
                "second agent",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                Integer.toString(slots)));
        try {
            Path folder = log.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Programs.process(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.AGENT_START,
                    "The second agent cannot be started (%s).".formatted(e.getMessage()),
                    e);
        }
    }

    private String lastWords() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("it said nothing.");
        } catch (IOException e) {
            return "its log cannot be read (" + e.getMessage() + ").";
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
