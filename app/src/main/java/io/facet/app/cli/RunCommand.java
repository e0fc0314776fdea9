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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet run}: one run without a window. */
@Command(
        name = "run",
        description = "Turns a folder of images into a CSV file.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    /** Where masters listen that expect others; a run on its own takes any free port. */
    static final int USUAL_PORT = 5555;

    private static final String LOOPBACK = "127.0.0.1";

    @Spec
    private CommandSpec command;

    @Option(names = "--dataset", paramLabel = "DIR", required = true, description = "Folder of images.")
    private Path dataset = Path.of("");

    @Option(names = "--csv", paramLabel = "FILE", required = true, description = "File for the rows.")
    private Path csv = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--gpu-workers",
            paramLabel = "N",
            description = "GPU slots on this computer. Default: one per GPU that works.")
    private @Nullable Integer gpuWorkers;

    @Option(
            names = "--cpu-workers",
            paramLabel = "M",
            description = "Processor slots on this computer. Default: one per processor.")
    private @Nullable Integer cpuWorkers;

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "0",
            description = "Wait for this many other agents before the first image.")
    private int agents;

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            description = "Address to listen on; 0.0.0.0 for all. Default: this computer only.")
    private @Nullable String bind;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port to listen on. Default: 5555 where other agents are expected, otherwise any free one.")
    private @Nullable Integer port;

    @Option(names = "--json", description = "Progress and result as lines of JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        WorkerCounts.check(command, "--gpu-workers", gpuWorkers);
        WorkerCounts.check(command, "--cpu-workers", cpuWorkers);
        WorkerCounts.check(command, "--agents", agents);
        WorkerCounts.checkPort(command, port);
        boolean expectsOthers = agents > 0 || bind != null;
        RunSession.Place place = new RunSession.Place(
                bind == null ? LOOPBACK : bind,
                port == null ? (expectsOthers ? USUAL_PORT : 0) : port,
                WorkerCounts.orAutomatic(gpuWorkers),
                WorkerCounts.orAutomatic(cpuWorkers));
        if (!place.hasLocalAgent() && agents == 0) {
            throw RunOptions.usage(
                    "Nobody would do the work: give --gpu-workers or --cpu-workers a number above 0, or wait for other agents with --agents N.");
        }
        Terminal terminal = new Terminal(
                command.commandLine().getOut(), command.commandLine().getErr());
        FacetHome home = FacetHome.ofThisAccount();
        RunRequest request = options.request(dataset, csv, agents);
        RunPlanner planner = new RunPlanner(ModelLibrary.open(home));
        if (planner.usesDefaultModel(request)) {
            terminal.note(DefaultModel.NOTE);
        }
        RunPlan plan = planner.plan(request);
        RunExports exports = new RunExports(options.exports(), plan.output());
        RunReport report = new RunReport(terminal, plan.output().files(), expectsOthers);
        RunSession.Watcher watcher =
                json ? new JsonReport(terminal, plan.output().files()) : report;
        RunResult result = new RunSession(home, place).run(plan, watcher);
        int exitCode = report.exitCode(result);
        exports.write(result, terminal, json);
        return exitCode;
    }
}
