package io.facet.agent;

import io.facet.agent.service.HostService;
import io.facet.agent.service.ServicePlan;
import io.facet.agent.service.SystemdPlace;
import io.facet.agent.service.SystemdService;
import io.facet.agent.service.Tool;
import io.facet.agent.service.WinSwService;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say whose service is meant, and what follows from them and from the system. */
final class ServicePlace {
    private static final String OS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    @Option(names = "--user", description = "A service of this account, which needs no root; systemd alone.")
    private boolean account;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Prepare the file system below DIR, such as a disk image, and start nothing; systemd alone.")
    private @Nullable Path root;

    private static boolean isWindows() {
        return OS.startsWith("windows");
    }

    boolean isAccount() {
        return account;
    }

    /**
     * The service of this computer.
     *
     * @throws AgentException SERVICE_UNAVAILABLE where there is no way to keep a program running, or USAGE
     */
    HostService service(Optional<Path> winsw) {
        if (account && root != null) {
            throw new AgentException(
                    AgentException.Code.USAGE, "--user and --root exclude each other: give one of them.");
        }
        if (isWindows()) {
            if (account || root != null) {
                throw new AgentException(
                        AgentException.Code.USAGE, "--user and --root are for systemd, not for Windows.");
            }
            return new WinSwService(programData().resolve("service"), winsw, Tool.ofThisComputer());
        }
        if (!OS.startsWith("linux")) {
            throw new AgentException(
                    AgentException.Code.SERVICE_UNAVAILABLE,
                    "Facet knows services of Linux and Windows. Have launchd start `facet-agent` here, after it has joined.");
        }
        SystemdPlace place = account
                ? SystemdPlace.ofAccount(configuration())
                : SystemdPlace.ofComputer(
                        root == null ? Path.of("/") : root.toAbsolutePath().normalize());
        return new SystemdService(place, Tool.ofThisComputer());
    }

    /** What the service is told of where to keep its things: nothing, if it is an account's in its usual folders. */
    Optional<Path> homeOfService() {
        if (account) {
            return Optional.ofNullable(System.getenv(FacetHome.VARIABLE))
                    .filter(folder -> !folder.isBlank())
                    .map(folder -> Path.of(folder).toAbsolutePath().normalize());
        }
        return Optional.of(isWindows() ? programData().resolve("agent") : Path.of("/var/lib", ServicePlan.NAME));
    }

    /** The same folders, as they are reached now. */
    FacetHome home() {
        if (account) {
            return FacetHome.ofThisAccount();
        }
        Path folder = homeOfService().orElseThrow();
        return FacetHome.under(root == null ? folder : root.resolve(Path.of("/").relativize(folder)));
    }

    private static Path programData() {
        return Path.of(Objects.requireNonNullElse(System.getenv("ProgramData"), "C:\\ProgramData"), "Facet");
    }

    /** A relative path there is to be ignored (XDG Base Directory Specification). */
    private static Path configuration() {
        return Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home", "/"), ".config"));
    }
}
