package io.facet.agent;

import io.facet.agent.content.AllowedRoots;
import io.facet.agent.device.SlotPlan;
import io.facet.agent.device.SlotPlanner;
import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.model.EngineRunPreparer;
import io.facet.agent.model.ModelFiles;
import io.facet.agent.telemetry.HostStats;
import io.facet.models.store.ModelStore;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.JoinCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-agent}: works for a master until it is stopped. */
@Command(
        name = "facet-agent",
        description = "Works on images for a Facet master, on this computer's processors and GPUs.",
        mixinStandardHelpOptions = true,
        versionProvider = AgentVersion.class,
        subcommands = {DoctorCommand.class, RawRateCommand.class},
        sortOptions = false,
        footer = {
            "",
            "Join once with the code that the master shows (Add agent, or `facet join-code`):",
            "  facet-agent --join -              and paste the code",
            "Afterwards, and on the master's own computer at once:",
            "  facet-agent --master HOST:PORT"
        })
final class AgentCommand implements Callable<Integer> {
    /** How long images under way may take after the agent was asked to stop. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(20);

    @Spec
    private CommandSpec command;

    @Option(names = "--master", paramLabel = "HOST:PORT", description = "The master to work for.")
    private @Nullable String master;

    @Option(
            names = "--join",
            paramLabel = "CODE|-",
            description =
                    "Join with this code; - reads it from standard input. A code on the command line can be seen by others on this computer; FACET_JOIN in the environment can not.")
    private @Nullable String join;

    @Option(names = "--join-file", paramLabel = "FILE", description = "Join with the code in this file.")
    private @Nullable String joinFile;

    @Option(
            names = "--gpu-workers",
            paramLabel = "N",
            description = "Slots on GPUs; several may share one. Default: one per GPU that works.")
    private @Nullable Integer gpuWorkers;

    @Option(
            names = "--cpu-workers",
            paramLabel = "M",
            description = "Slots on processors. Default: one per processor, less two per GPU.")
    private @Nullable Integer cpuWorkers;

    @Option(
            names = "--allow-root",
            paramLabel = "DIR",
            description =
                    "A folder in which this agent may open images itself; everything else it gets from the master. Repeatable.")
    private List<String> roots = new ArrayList<>();

    @Option(
            names = "--map",
            paramLabel = "MASTER=LOCAL",
            description = "What the master calls MASTER is the folder LOCAL here. Repeatable.")
    private List<String> maps = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of this agent. Default: the computer's.")
    private @Nullable String name;

    @Option(names = "--supervised", hidden = true)
    private boolean supervised;

    @Override
    public Integer call() throws InterruptedException {
        requireNotNegative("--gpu-workers", gpuWorkers);
        requireNotNegative("--cpu-workers", cpuWorkers);
        Optional<MasterAddress> address = Optional.ofNullable(master).map(MasterAddress::parse);
        AllowedRoots allowed = AllowedRoots.of(roots, maps);
        FacetHome home = FacetHome.ofThisAccount();
        // Before anything that takes long, so that a child hears of its parent's end whatever else it is doing.
        Optional<Supervision> supervision = supervised ? Optional.of(Supervision.begin(System.in)) : Optional.empty();
        Optional<JoinCode> code = supervised ? Optional.empty() : joinCode();
        try (AgentIdentity identity = AgentIdentity.take(home)) {
            AgentSurroundings.logTo(home, "agent-" + identity.instance() + ".log");
            SlotPlan slots = planSlots();
            String agentName = name == null ? (supervised ? "this computer" : HostName.get()) : name;
            Work work = membership -> work(home, identity, membership, slots, allowed, agentName);
            if (supervision.isPresent()) {
                return work.with(supervision.get().membership());
            }
            return join(work, new FindMembership(home, identity, agentName, this::notice), identity, address, code);
        }
    }

    @FunctionalInterface
    private interface Work {
        int with(Membership membership) throws InterruptedException;
    }

    private void requireNotNegative(String option, @Nullable Integer value) {
        if (value != null && (value < 0 || value > 256)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "%s is %d; give a number from 0 to 256".formatted(option, value));
        }
    }

    private SlotPlan planSlots() throws InterruptedException {
        SlotPlanner planner = new SlotPlanner(
                AgentSurroundings.probe()::probe,
                Runtime.getRuntime().availableProcessors(),
                new HostStats().memoryBytes(),
                this::notice);
        return planner.plan(optional(gpuWorkers), optional(cpuWorkers));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private Optional<JoinCode> joinCode() {
        return new JoinCodeSource(join, joinFile, System.getenv(), System.in, this::warn).read();
    }

    /** Works as the agent that this program is or becomes; one that was revoked becomes another if there is a code. */
    private int join(
            Work work,
            FindMembership memberships,
            AgentIdentity identity,
            Optional<MasterAddress> address,
            Optional<JoinCode> code)
            throws InterruptedException {
        Membership membership = memberships.find(address, code);
        try {
            return work.with(membership);
        } catch (ProtocolException e) {
            if (e.code() != ProtocolException.Code.AGENT_REVOKED) {
                throw e;
            }
            identity.forget(membership);
            if (code.isEmpty()) {
                throw e;
            }
            notice("The master does not know this agent any more. Joining anew with the code.");
        }
        return work.with(memberships.find(address, code));
    }

    private int work(
            FacetHome home,
            AgentIdentity identity,
            Membership membership,
            SlotPlan slots,
            AllowedRoots allowed,
            String agentName)
            throws InterruptedException {
        ModelStore store = new ModelStore(home.models());
        Agent.Profile profile = new Agent.Profile(
                agentName, HostName.get(), AgentVersion.text(), ProtocolVersion.CURRENT.newest(), supervised);
        try (Agent agent = new Agent(
                profile,
                membership,
                slots,
                allowed,
                link -> new EngineRunPreparer(slots, new ModelFiles(store, link::content)),
                this::notice,
                (at, welcome) -> {
                    if (!supervised) {
                        identity.keep(membership.preferring(at));
                    }
                })) {
            Thread hook = new Thread(() -> drain(agent), "facet-drain");
            Runtime.getRuntime().addShutdownHook(hook);
            notice("%s has %d slots: %s."
                    .formatted(
                            agentName,
                            slots.size(),
                            String.join(
                                    ", ",
                                    slots.devices().stream()
                                            .map(d -> d.slotIds().size() + " on " + d.name())
                                            .toList())));
            try {
                agent.run();
            } finally {
                removeHook(hook);
            }
            return 0;
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook runs now: it is why the agent has ended
        }
    }

    private void drain(Agent agent) {
        try {
            notice("Stopping: finishing the images under way.");
            agent.drainAndStop(DRAIN_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line for people, on standard error; in the log only, when nobody watches. */
    private void notice(String line) {
        org.slf4j.LoggerFactory.getLogger(AgentCommand.class).info("{}", line);
        warn(line);
    }

    /** Before there is a log. */
    private void warn(String line) {
        if (!supervised) {
            command.commandLine().getErr().println(AgentMain.oneLine(line));
            command.commandLine().getErr().flush();
        }
    }
}
