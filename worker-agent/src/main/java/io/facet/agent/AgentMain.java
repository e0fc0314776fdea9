package io.facet.agent;

import io.facet.models.ModelException;
import io.facet.protocol.ProtocolException;
import java.io.PrintWriter;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program {@code facet-agent}. */
public final class AgentMain {
    private static final int COULD_NOT_RUN = 1;
    private static final int WRONG_USAGE = 2;
    private static final int INTERRUPTED = 130;

    private AgentMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new AgentCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(AgentMain::wrongUsage)
                .setExecutionExceptionHandler(AgentMain::failed);
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        String sentence = oneLine(String.valueOf(e.getMessage()));
        print(
                e.getCommandLine().getErr(),
                AgentException.Code.USAGE.name(),
                "%s%s See %s --help."
                        .formatted(
                                sentence,
                                sentence.endsWith(".") ? "" : ".",
                                e.getCommandLine().getCommandSpec().qualifiedName()));
        return WRONG_USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        return switch (e) {
            case AgentException known -> {
                print(err, known.code().name(), known.getMessage());
                yield known.code() == AgentException.Code.USAGE ? WRONG_USAGE : COULD_NOT_RUN;
            }
            case ProtocolException known -> {
                print(err, known.code().name(), known.getMessage());
                yield known.code() == ProtocolException.Code.ADDRESS_INVALID ? WRONG_USAGE : COULD_NOT_RUN;
            }
            case ModelException known -> {
                print(err, known.code().name(), known.getMessage());
                yield COULD_NOT_RUN;
            }
            case InterruptedException interrupted -> INTERRUPTED;
            default -> {
                LoggerFactory.getLogger(AgentMain.class).error("Unexpected", e);
                print(err, "internal", "An unexpected error: %s. The log of this agent tells more.".formatted(e));
                yield COULD_NOT_RUN;
            }
        };
    }

    private static void print(PrintWriter err, String code, String message) {
        err.printf("facet-agent: [%s] %s%n", code.toLowerCase(Locale.ROOT).replace('_', '-'), oneLine(message));
        err.flush();
    }

    /** Fit for a terminal: a part of it may be what another computer said. */
    static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").replaceAll("\\p{C}", "?").strip();
    }
}
