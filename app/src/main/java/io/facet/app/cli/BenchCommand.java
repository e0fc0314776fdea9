package io.facet.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet bench}: measures Facet on this computer. */
@Command(
        name = "bench",
        description = "Measures Facet on this computer: runs, or the window.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchRunCommand.class, BenchWindowCommand.class})
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(command.commandLine(), "Say what to measure: run or window");
    }
}
