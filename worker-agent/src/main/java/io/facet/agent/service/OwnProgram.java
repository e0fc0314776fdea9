package io.facet.agent.service;

import io.facet.agent.AgentException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program that this process was started by. */
public final class OwnProgram {
    /** Set by every launcher to its own path. */
    private static final String PROPERTY = "facet.program";

    private OwnProgram() {}

    /**
     * Its file.
     *
     * @throws AgentException SERVICE_UNAVAILABLE if this process was started without a launcher
     */
    public static Path path() {
        String program = System.getProperty(PROPERTY, "");
        if (!program.isEmpty() && Files.isRegularFile(Path.of(program))) {
            return Path.of(program).toAbsolutePath().normalize();
        }
        throw new AgentException(
                AgentException.Code.SERVICE_UNAVAILABLE,
                "Only an installed agent can become a service: start facet-agent by its launcher.");
    }
}
