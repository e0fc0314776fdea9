package io.facet.agent.service;

import io.facet.agent.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Windows service, through WinSW, which turns any program into one: a copy of it lies beside the file that tells it
 * what to run. Not thread-safe.
 */
public final class WinSwService implements HostService {
    /** Where WinSW comes from. */
    static final String DOWNLOAD = "https://github.com/winsw/winsw/releases/download/v2.12.0/WinSW-x64.exe";

    /** LocalService, as the account is called in no language. */
    private static final String LOCAL_SERVICE = "*S-1-5-19";

    /** The mark of a process that was started as administrator. */
    private static final String ELEVATED = "S-1-16-12288";

    private final Path folder;
    private final Optional<Path> winsw;
    private final Tool tool;

    /**
     * @param folder for WinSW and its file, such as {@code C:\ProgramData\Facet\service}
     * @param winsw the program that the user downloaded; needed to install alone
     */
    public WinSwService(Path folder, Optional<Path> winsw, Tool tool) {
        this.folder = folder;
        this.winsw = winsw;
        this.tool = tool;
    }

    @Override
    public String definition(ServicePlan plan) {
        return WinSwConfiguration.of(plan);
    }

    @Override
    public void requireInstallable() throws InterruptedException {
        if (Files.exists(configuration())) {
            throw new AgentException(
                    AgentException.Code.SERVICE_EXISTS,
                    "There is a service already (%s). `facet-agent service uninstall` removes it; what it has joined stays."
                            .formatted(configuration()));
        }
        if (winsw.isEmpty() || !Files.isRegularFile(winsw.get())) {
            throw new AgentException(
                    AgentException.Code.SERVICE_UNAVAILABLE,
                    "A Windows service needs WinSW, a small free program: download %s and name the file with --winsw."
                            .formatted(DOWNLOAD));
        }
        requireAdministrator();
    }

    @Override
    public String install(ServicePlan plan) throws InterruptedException {
        requireInstallable();
        try {
            Files.createDirectories(folder);
            Files.copy(winsw.orElseThrow(), program(), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(configuration(), definition(plan));
            if (plan.home().isPresent()) {
                Files.createDirectories(plan.home().get());
            }
        } catch (IOException e) {
            throw new AgentException(
                    AgentException.Code.SERVICE_FAILED,
                    "The folder %s cannot be filled (%s).".formatted(folder, e.getMessage()),
                    e);
        }
        String advice = "`facet-agent service uninstall` takes it back.";
        if (plan.home().isPresent()) {
            // The agent's keys were written by an administrator for themselves alone.
            String home = plan.home().get().toString();
            tool.require(List.of("icacls", home, "/grant", LOCAL_SERVICE + ":(OI)(CI)F", "/T", "/Q"), advice);
        }
        // Below somebody's home folder, where Facet installs itself, no other account may even read.
        String programs = programs(plan).toString();
        tool.require(List.of("icacls", programs, "/grant", LOCAL_SERVICE + ":(OI)(CI)RX", "/T", "/Q"), advice);
        tool.require(List.of(program().toString(), "install"), advice);
        tool.require(List.of(program().toString(), "start"), advice);
        return "Installed and started. Its log is in " + folder;
    }

    @Override
    public String uninstall() throws InterruptedException {
        if (!Files.exists(configuration())) {
            return "No service is installed.";
        }
        requireAdministrator();
        try {
            // Fails where it does not run, which is as good.
            tool.run(List.of(program().toString(), "stopwait"));
            tool.require(
                    List.of(program().toString(), "uninstall"),
                    "Remove the service %s by hand.".formatted(ServicePlan.NAME));
            Files.deleteIfExists(configuration());
            Files.deleteIfExists(program());
        } catch (IOException e) {
            throw new AgentException(
                    AgentException.Code.SERVICE_FAILED,
                    "The folder %s cannot be emptied (%s).".formatted(folder, e.getMessage()),
                    e);
        }
        return "Stopped and removed.";
    }

    @Override
    public Status status() throws InterruptedException {
        boolean installed = Files.exists(configuration());
        String state = "not installed";
        if (installed) {
            try {
                state = tool.run(List.of(program().toString(), "status")).firstLine();
            } catch (IOException e) {
                state = "unknown: " + e.getMessage();
            }
        }
        return new Status(
                configuration(),
                installed,
                state,
                state.toLowerCase(Locale.ROOT).equals("started"));
    }

    private void requireAdministrator() throws InterruptedException {
        try {
            if (tool.run(List.of("whoami", "/groups")).output().contains(ELEVATED)) {
                return;
            }
        } catch (IOException e) {
            // as good as a no
        }
        throw new AgentException(
                AgentException.Code.SERVICE_RIGHTS,
                "A Windows service needs an administrator: run this in a terminal that was started as administrator.");
    }

    /** The folder with all that the agent's program needs. */
    private static Path programs(ServicePlan plan) {
        Path folder = plan.program().toAbsolutePath().resolve("..").normalize();
        return folder.endsWith("bin") ? folder.resolve("..").normalize() : folder;
    }

    private Path program() {
        return folder.resolve(ServicePlan.NAME + "-service.exe");
    }

    private Path configuration() {
        return folder.resolve(ServicePlan.NAME + "-service.xml");
    }
}
