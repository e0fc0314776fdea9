package io.facet.agent.service;

import io.facet.agent.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A systemd unit, for the whole computer or for one account. Not thread-safe. */
public final class SystemdService implements HostService {
    static final String UNIT = ServicePlan.NAME + ".service";

    private final SystemdPlace place;
    private final Tool tool;

    /** A service at that place, through a tool that runs {@code systemctl}. */
    public SystemdService(SystemdPlace place, Tool tool) {
        this.place = place;
        this.tool = tool;
    }

    @Override
    public String definition(ServicePlan plan) {
        return place.account() ? SystemdUnit.ofAccount(plan) : SystemdUnit.ofComputer(plan);
    }

    @Override
    public void requireInstallable() {
        if (place.state() == SystemdPlace.State.ABSENT) {
            throw new AgentException(
                    AgentException.Code.SERVICE_UNAVAILABLE,
                    "systemd does not run on this computer. Have whatever starts programs here start the command that --print shows.");
        }
        if (Files.exists(place.unit())) {
            throw new AgentException(
                    AgentException.Code.SERVICE_EXISTS,
                    "There is a service already (%s). `facet-agent service uninstall` removes it; what it has joined stays."
                            .formatted(place.unit()));
        }
        requireRights();
    }

    private void requireRights() {
        if (!place.isWritable()) {
            throw new AgentException(
                    AgentException.Code.SERVICE_RIGHTS,
                    place.account()
                            ? "The folder %s cannot be written to.".formatted(place.units())
                            : "A service of the whole computer needs root: run this with sudo, or add --user for one of this account.");
        }
    }

    @Override
    public String install(ServicePlan plan) throws InterruptedException {
        requireInstallable();
        write(definition(plan));
        if (place.state() == SystemdPlace.State.ELSEWHERE) {
            return "Wrote %s. It starts with the computer that this file system is for.".formatted(place.unit());
        }
        String advice = "`facet-agent service uninstall` takes it back.";
        tool.require(systemctl("daemon-reload"), advice);
        tool.require(systemctl("enable", "--now", UNIT), advice);
        return place.account()
                ? "Installed and started. It runs while you are logged in; `loginctl enable-linger` keeps it running. Its log: journalctl --user -u facet-agent"
                : "Installed and started. Its log: journalctl -u facet-agent";
    }

    private void write(String text) {
        try {
            Files.createDirectories(place.units());
            Files.writeString(place.unit(), text);
            if (place.state() == SystemdPlace.State.ELSEWHERE) {
                Files.createDirectories(place.wanted());
                Files.createSymbolicLink(place.enabled(), Path.of("..", UNIT));
            }
        } catch (IOException e) {
            throw failed("The file %s cannot be written (%s).", e);
        }
    }

    @Override
    public String uninstall() throws InterruptedException {
        if (!Files.exists(place.unit())) {
            return "No service is installed.";
        }
        requireRights();
        boolean running = place.state() == SystemdPlace.State.RUNNING;
        if (running) {
            tool.require(systemctl("disable", "--now", UNIT), "Remove %s by hand if it stays.".formatted(place.unit()));
        }
        try {
            Files.deleteIfExists(place.enabled());
            Files.delete(place.unit());
        } catch (IOException e) {
            throw failed("The file %s cannot be deleted (%s).", e);
        }
        if (running) {
            tool.require(systemctl("daemon-reload"), "The service is gone all the same.");
        }
        return "Stopped and removed.";
    }

    @Override
    public Status status() throws InterruptedException {
        boolean installed = Files.exists(place.unit());
        String state = installed ? "not running" : "not installed";
        if (installed && place.state() == SystemdPlace.State.RUNNING) {
            try {
                state = tool.run(systemctl("is-active", UNIT)).firstLine();
            } catch (IOException e) {
                state = "unknown: " + e.getMessage();
            }
        }
        return new Status(place.unit(), installed, state, state.equals("active"));
    }

    private List<String> systemctl(String... words) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        if (place.account()) {
            command.add("--user");
        }
        command.addAll(List.of(words));
        return command;
    }

    private AgentException failed(String sentence, IOException e) {
        return new AgentException(
                AgentException.Code.SERVICE_FAILED, sentence.formatted(place.unit(), e.getMessage()), e);
    }
}
