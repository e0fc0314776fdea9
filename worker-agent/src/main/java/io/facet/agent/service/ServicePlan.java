package io.facet.agent.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the service shall run.
 *
 * @param program that starts an agent
 * @param arguments of it; none of them is a secret
 * @param home folder for everything that the agent keeps; empty: the usual folders of the account
 */
public record ServicePlan(Path program, List<String> arguments, Optional<Path> home) {
    /** What the system calls the service, and the file that describes it. */
    public static final String NAME = "facet-agent";

    /** For people. */
    public static final String DESCRIPTION = "Facet agent: works on images for a Facet master";

    /** How long a stopped agent may take, in seconds: it finishes the images under way for at most 20 s. */
    static final int STOP_SECONDS = 40;

    public ServicePlan {
        arguments = List.copyOf(arguments);
    }
}
