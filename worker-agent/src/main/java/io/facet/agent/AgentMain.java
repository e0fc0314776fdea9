package io.facet.agent;

import io.facet.models.ModelException;
import io.facet.protocol.ProtocolException;
import java.io.PrintWriter;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program {@code facet-agent}. */
public final class AgentMain {
    private AgentMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new AgentCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(AgentMain::wrongUsage)
                .setExecutionExceptionHandler(AgentMain::failed)
                .execute(arguments);
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.printf(
                "%s: [usage] %s See %s --help.%n",
                "facet-agent",
                sentence(String.valueOf(e.getMessage())),
                e.getCommandLine().getCommandSpec().qualifiedName());
        return 2;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (e) {
            case AgentException known -> print(err, known.code().name(), known.getMessage());
            case ProtocolException known -> print(err, known.code().name(), known.getMessage());
            case ModelException known -> print(err, known.code().name(), known.getMessage());
            case InterruptedException interrupted -> {
                return 130;
            }
            default -> {
                LoggerFactory.getLogger(AgentMain.class).error("Unexpected", e);
                print(err, "internal", "An unexpected error: %s. The log of this agent tells more.".formatted(e));
            }
        }
        return e instanceof AgentException known && known.code() == AgentException.Code.USAGE ? 2 : 1;
    }

    private static void print(PrintWriter err, String code, String message) {
        err.printf("facet-agent: [%s] %s%n", code.toLowerCase(Locale.ROOT).replace('_', '-'), message);
        err.flush();
    }

    private static String sentence(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
