package io.facet.agent;

import io.facet.agent.content.AllowedRoots;
import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.service.HostService;
import io.facet.agent.service.OwnProgram;
import io.facet.agent.service.ServicePlan;
import io.facet.agent.service.StateOwner;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.JoinCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-agent service install}: joins, then leaves the rest to the system. */
@Command(
        name = "install",
        description = "Joins a master and has this computer run the agent from now on.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The code comes from a file or from standard input, and is used once:",
            "  facet-agent service install --join-file FILE",
            "What was joined before is known still; then --master HOST:PORT is enough, or nothing at all."
        })
final class ServiceInstallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--master", paramLabel = "HOST:PORT", description = "The master to work for.")
    private @Nullable String master;

    @Option(
            names = "--join",
            paramLabel = "CODE|-",
            description = "Join with this code; - reads it from standard input, where nobody else can see it.")
    private @Nullable String join;

    @Option(names = "--join-file", paramLabel = "FILE", description = "Join with the code in this file.")
    private @Nullable String joinFile;

    @Mixin
    private final ServiceArguments arguments = new ServiceArguments();

    @Mixin
    private final ServicePlace place = new ServicePlace();

    @Option(names = "--winsw", paramLabel = "FILE", description = "The program WinSW; on Windows alone.")
    private @Nullable Path winsw;

    @Option(names = "--print", description = "Show the file that tells the system what to run, and do nothing.")
    private boolean print;

    @Override
    public Integer call() throws InterruptedException {
        Optional<MasterAddress> address = Optional.ofNullable(master).map(MasterAddress::parse);
        HostService service = place.service(Optional.ofNullable(winsw));
        ServicePlan plan = new ServicePlan(OwnProgram.path(), arguments.words(address), place.homeOfService());
        if (print) {
            command.commandLine().getOut().print(service.definition(plan));
            command.commandLine().getOut().flush();
            return 0;
        }
        service.requireInstallable();
        AllowedRoots.of(arguments.roots(), arguments.maps());
        join(address);
        say(service.install(plan));
        return 0;
    }

    private void join(Optional<MasterAddress> address) throws InterruptedException {
        FacetHome home = place.home();
        AgentSurroundings.logTo(home, "service.log");
        Optional<JoinCode> code = new JoinCodeSource(join, joinFile, System.getenv(), System.in, this::say).read();
        try (AgentIdentity identity = AgentIdentity.take(home)) {
            if (code.isPresent()) {
                new FindMembership(home, identity, arguments.name(), this::say).find(address, code);
            } else if (identity.find(address).isEmpty() && !findsItself(address)) {
                throw new ProtocolException(
                        ProtocolException.Code.JOIN_NEEDED,
                        "The service has not joined %s yet. Get a join code there (Add agent, or `facet join-code`) and give it with --join-file FILE or --join -."
                                .formatted(
                                        address.map(a -> "the master at " + a).orElse("a master")));
            }
        }
        if (!place.isAccount()) {
            adopt(home);
        }
    }

    /** An agent of the same account needs no code for a master on the same computer. */
    private boolean findsItself(Optional<MasterAddress> address) {
        return place.isAccount() && address.isPresent() && address.get().isLoopback();
    }

    private static void adopt(FacetHome home) {
        Path folder = home.state().getParent();
        try {
            if (folder != null) {
                StateOwner.adopt(folder);
            }
        } catch (IOException e) {
            throw new AgentException(
                    AgentException.Code.STATE_FOLDER,
                    "The folder %s cannot be given to the service (%s).".formatted(folder, e.getMessage()),
                    e);
        }
    }

    private void say(String line) {
        command.commandLine().getErr().println(AgentMain.oneLine(line));
        command.commandLine().getErr().flush();
    }
}
