package io.facet.app.cli;

import io.facet.app.master.verify.OutputCheck;
import io.facet.app.master.verify.OutputReport;
import io.facet.app.models.ModelLibrary;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet verify-output FILE}. */
@Command(
        name = "verify-output",
        description = "Checks a CSV that Facet wrote against the manifest beside it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 nothing differs, 1 it could not be checked, 3 something differs."})
final class VerifyOutputCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The CSV, or the .facet file beside it.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal(
                command.commandLine().getOut(), command.commandLine().getErr());
        TaskProgress progress = new TaskProgress(terminal, "Checking " + file.getFileName());
        OutputReport report;
        try {
            report =
                    new OutputCheck(ModelLibrary.open(FacetHome.ofThisAccount()).catalogue()).check(file, progress);
        } finally {
            progress.clear();
        }
        if (json) {
            terminal.result(VerifyReport.json(report));
        } else {
            VerifyReport.lines(report).forEach(terminal::result);
        }
        return report.isSound() ? ExitCode.DONE : ExitCode.DIFFERS;
    }
}
