package io.facet.agent.service;

import io.facet.agent.AgentException;
import java.nio.file.Path;

/** The way in which this kind of computer keeps a program running. */
public interface HostService {

    /** The file that tells the system what to run; nothing is touched. */
    String definition(ServicePlan plan);

    /**
     * Fails if {@link #install} would: without the rights, without the system's own part, or because there is one.
     *
     * @throws AgentException SERVICE_RIGHTS, SERVICE_UNAVAILABLE or SERVICE_EXISTS
     */
    void requireInstallable() throws InterruptedException;

    /**
     * Installs and starts the service.
     *
     * @return what was done, for people
     * @throws AgentException as {@link #requireInstallable}, or SERVICE_FAILED
     */
    String install(ServicePlan plan) throws InterruptedException;

    /**
     * Stops and removes the service, if there is one.
     *
     * @return what was done, for people
     * @throws AgentException SERVICE_RIGHTS or SERVICE_FAILED
     */
    String uninstall() throws InterruptedException;

    /** How the service is. */
    Status status() throws InterruptedException;

    /**
     * How a service is.
     *
     * @param definition the file that describes it, whether it is there or not
     * @param installed whether it is there
     * @param state in the system's own word, such as {@code active}
     * @param running whether that word means that an agent runs
     */
    record Status(Path definition, boolean installed, String state, boolean running) {}
}
