package io.facet.app.cli.models;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet models}: the models of this account. */
@Command(
        name = "models",
        description = "Lists, fetches and converts models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            PullCommand.class,
            ImportCommand.class,
            ConvertCommand.class,
            MakeBenchModelCommand.class
        })
public final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                command.commandLine(), "Say what to do: list, show, pull, import, convert or make-bench-model");
    }
}
