package io.facet.app.cli;

import io.facet.app.AppVersion;
import io.facet.app.UserException;
import io.facet.app.cli.models.ModelsCommand;
import io.facet.models.ModelException;
import io.facet.protocol.ProtocolException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet}: without a command, shows what Facet does on a sample dataset. */
@Command(
        name = "facet",
        description = "Turns folders of images into data, on every computer its owner can reach.",
        mixinStandardHelpOptions = true,
        versionProvider = AppVersion.class,
        sortOptions = false,
        subcommands = {
            RunCommand.class,
            MasterCommand.class,
            JoinCodeCommand.class,
            ModelsCommand.class,
            BenchCommand.class,
            VerifyOutputCommand.class,
            DemoCommand.class
        },
        footer = {
            "",
            "Without a command, Facet draws a sample dataset and runs it on this computer's agent and one more.",
            "Exit codes: 0 done, 1 could not run, 2 wrong usage, 3 finished with failures, 130 interrupted."
        })
public final class FacetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        return run(commandLine(), arguments);
    }

    /** What {@link #run} executes, before it is told where to print. */
    static CommandLine commandLine() {
        return new CommandLine(new FacetCommand());
    }

    static int run(CommandLine line, String... arguments) {
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(FacetCommand::wrongUsage)
                .setExecutionExceptionHandler(FacetCommand::failed);
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            throw e; // for the handler of the process, which needs no memory
        } catch (Error e) {
            return unexpected(e, line.getErr());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        return new SampleTour(new Terminal(
                        command.commandLine().getOut(), command.commandLine().getErr()))
                .run();
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        print(
                e.getCommandLine().getErr(),
                UserException.Code.USAGE.name(),
                "%s%s See %s --help."
                        .formatted(
                                message,
                                message.endsWith(".") ? "" : ".",
                                e.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitCode.WRONG_USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (e) {
            case UserException known -> print(err, known.code().name(), known.getMessage());
            case ModelException known -> print(err, known.code().name(), known.getMessage());
            case ProtocolException known -> print(err, known.code().name(), known.getMessage());
            case InterruptedException interrupted -> {
                return ExitCode.INTERRUPTED;
            }
            case CancellationException cancelled -> {
                return ExitCode.INTERRUPTED;
            }
            default -> {
                return unexpected(e, err);
            }
        }
        return e instanceof UserException known && known.code() == UserException.Code.USAGE
                ? ExitCode.WRONG_USAGE
                : ExitCode.COULD_NOT_RUN;
    }

    private static int unexpected(Throwable e, PrintWriter err) {
        LoggerFactory.getLogger(FacetCommand.class).error("Unexpected", e);
        print(
                err,
                UserException.Code.INTERNAL.name(),
                "An unexpected error: %s. The log tells more: %s".formatted(e, System.getProperty("facet.log")));
        return ExitCode.COULD_NOT_RUN;
    }

    static void print(PrintWriter err, String code, String message) {
        err.printf("facet: [%s] %s%n", code.toLowerCase(Locale.ROOT).replace('_', '-'), Terminal.oneLine(message));
        err.flush();
    }
}
