package io.facet.app.cli;

import io.facet.app.UserException;
import io.facet.app.installation.Programs;
import io.facet.app.master.Master;
import io.facet.app.master.RunSession;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.models.ModelLibrary;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What {@code facet} shows without a command: the sample dataset, a master, this computer's agent, and a second agent
 * program that joins over TLS as one of another computer would.
 */
final class SampleTour {
    private final Terminal terminal;
    private final FacetHome home = FacetHome.ofThisAccount();

    SampleTour(Terminal terminal) {
        this.terminal = terminal;
    }

    int run() throws InterruptedException {
        Path folder = home.documents().resolve("sample");
        Path dataset = folder.resolve("dataset");
        Path csv = folder.resolve("embeddings.csv");
        terminal.note("Facet on a sample: 240 drawn pictures, one master, two agents.");
        DemoCommand.draw(dataset, terminal);
        terminal.note(DefaultModel.NOTE);
        RunPlan plan = new RunPlanner(ModelLibrary.open(home))
                .plan(new RunRequest(
                        dataset,
                        csv,
                        null,
                        null,
                        "fp32",
                        0,
                        1,
                        OutputRequest.Mode.OVERWRITE,
                        false,
                        false,
                        FloatText.SHORTEST));
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        RunReport report = new RunReport(terminal, plan.output().files(), false);
        try (SecondAgent second = new SecondAgent(half)) {
            RunResult result = new RunSession(home, new RunSession.Place("127.0.0.1", 0, 0, half))
                    .run(plan, second.startedWith(report));
            int exitCode = report.exitCode(result);
            if (exitCode == ExitCode.DONE) {
                terminal.result("Open it: %s".formatted(csv));
                terminal.note("Your own pictures: facet run --dataset DIR --csv embeddings.csv");
            }
            return exitCode;
        }
    }

    /** Another agent program of this account, ended with the tour. */
    private final class SecondAgent implements AutoCloseable {
        private final int slots;
        private @Nullable Process process;

        SecondAgent(int slots) {
            this.slots = slots;
        }

        RunSession.Watcher startedWith(RunReport report) {
            return new RunSession.Watcher() {
                @Override
                public void started(Master master) {
                    start(master.port());
                    report.started(master);
                }

                @Override
                public void at(RunSnapshot snapshot) {
                    report.at(snapshot);
                }

                @Override
                public void ended(RunResult result) {
                    report.ended(result);
                }
            };
        }

        private void start(int port) {
            List<String> command = new ArrayList<>(Programs.ofThisProcess().agent());
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
                Path log = home.logs().resolve("second-agent.out.log");
                Files.createDirectories(home.logs());
                process = Programs.process(command)
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
}
