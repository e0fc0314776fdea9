package io.facet.app.cli;

import io.facet.app.master.RunSession;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.run.RunResult;
import io.facet.app.models.ModelLibrary;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;

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
        try (SecondAgent second = new SecondAgent(home.logs().resolve("second-agent.out.log"), half, report)) {
            RunResult result = new RunSession(home, new RunSession.Place("127.0.0.1", 0, 0, half)).run(plan, second);
            int exitCode = report.exitCode(result);
            if (exitCode == ExitCode.DONE) {
                terminal.result("Open it: %s".formatted(csv));
                terminal.note("Your own pictures: facet run --dataset DIR --csv embeddings.csv");
            }
            return exitCode;
        }
    }
}
