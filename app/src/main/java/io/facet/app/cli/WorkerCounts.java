package io.facet.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Checks numbers on the command line. */
final class WorkerCounts {
    private static final int AUTOMATIC = -1;
    private static final int MOST = 256;

    private WorkerCounts() {}

    static void check(CommandSpec command, String option, @Nullable Integer value) {
        if (value != null && (value < 0 || value > MOST)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "%s is %d; give a number from 0 to %d".formatted(option, value, MOST));
        }
    }

    static void checkPort(CommandSpec command, @Nullable Integer port) {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--port is %d; give a number from 1 to 65535, or 0".formatted(port));
        }
    }

    /** For a port that others are to be told. */
    static void checkKnownPort(CommandSpec command, @Nullable Integer port) {
        if (port != null && (port < 1 || port > 65_535)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--port is %d; give a number from 1 to 65535".formatted(port));
        }
    }

    static int orAutomatic(@Nullable Integer value) {
        return value == null ? AUTOMATIC : value;
    }
}
