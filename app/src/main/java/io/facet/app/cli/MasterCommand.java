package io.facet.app.cli;

import io.facet.app.master.RunSession;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.run.RunResult;
import io.facet.app.models.ModelLibrary;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet master}: a run for the agents of other computers, with the option names of the C++ ancestor. */
@Command(
        name = "master",
        description =
                "Listens for agents of other computers, gives them the images of a folder, and ends when all are done.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MasterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            defaultValue = "0.0.0.0",
            description = "Address to listen on. Default: 0.0.0.0, all.")
    private String bind = "";

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "5555",
            description = "Port to listen on. Default: 5555.")
    private int port;

    @Option(
            names = "--local-gpu-workers",
            paramLabel = "N",
            defaultValue = "0",
            description = "GPU slots on this computer too. Default: 0.")
    private int gpuWorkers;

    @Option(
            names = "--local-cpu-workers",
            paramLabel = "M",
            defaultValue = "0",
            description = "Processor slots on this computer too. Default: 0.")
    private int cpuWorkers;

    @Option(
            names = "--dataset",
            paramLabel = "DIR",
            defaultValue = "data/images",
            description = "Folder of images. Default: data/images.")
    private Path dataset = Path.of("");

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            defaultValue = "output/embeddings.csv",
            description = "File for the rows. Default: output/embeddings.csv.")
    private Path csv = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--json", description = "Progress and result as lines of JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        WorkerCounts.check(command, "--local-gpu-workers", gpuWorkers);
        WorkerCounts.check(command, "--local-cpu-workers", cpuWorkers);
        WorkerCounts.checkPort(command, port);
        Terminal terminal = new Terminal(
                command.commandLine().getOut(), command.commandLine().getErr());
        FacetHome home = FacetHome.ofThisAccount();
        RunRequest request = options.request(dataset, csv, 0);
        RunPlanner planner = new RunPlanner(ModelLibrary.open(home));
        if (planner.usesDefaultModel(request)) {
            terminal.note(DefaultModel.NOTE);
        }
        RunPlan plan = planner.plan(request);
        RunExports exports = new RunExports(options.exports(), plan.output());
        RunReport report = new RunReport(terminal, plan.output().files(), true);
        RunSession.Watcher watcher =
                json ? new JsonReport(terminal, plan.output().files()) : report;
        RunSession.Place place = new RunSession.Place(bind, port, gpuWorkers, cpuWorkers, true);
        RunResult result = new RunSession(home, place).run(plan, watcher);
        int exitCode = report.exitCode(result);
        exports.write(result, terminal, json);
        return exitCode;
    }
}
