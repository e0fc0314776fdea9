package io.facet.agent.service;

import io.facet.agent.AgentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system and says how it ended. */
@FunctionalInterface
public interface Tool {

    /** How a program ended: its status and what it printed on both streams. */
    record Outcome(int status, String output) {
        /** The first line that says something. */
        String firstLine() {
            return output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * Runs a command to its end.
     *
     * @throws IOException if it cannot be started, or does not end
     */
    Outcome run(List<String> command) throws IOException, InterruptedException;

    /**
     * Runs a command that has to succeed.
     *
     * @throws AgentException SERVICE_FAILED with what the command said
     */
    default void require(List<String> command, String advice) throws InterruptedException {
        String said;
        try {
            Outcome outcome = run(command);
            if (outcome.status() == 0) {
                return;
            }
            said = outcome.firstLine().isEmpty() ? "it ended with status " + outcome.status() : outcome.firstLine();
        } catch (IOException e) {
            said = String.valueOf(e.getMessage());
        }
        throw new AgentException(
                AgentException.Code.SERVICE_FAILED,
                "`%s` failed: %s%s %s"
                        .formatted(String.join(" ", command), said, said.endsWith(".") ? "" : ".", advice));
    }

    /** Programs of this computer, each within a minute. */
    static Tool ofThisComputer() {
        return command -> {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            process.getOutputStream().close();
            Thread watchdog = Thread.ofVirtual().start(() -> endIfStuck(process));
            try {
                String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
                return new Outcome(process.waitFor(), output);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } finally {
                watchdog.interrupt();
            }
        };
    }

    private static void endIfStuck(Process process) {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            // in time
        }
    }
}
