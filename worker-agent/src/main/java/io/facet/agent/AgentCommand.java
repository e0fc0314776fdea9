package io.facet.agent;

import io.facet.agent.content.AllowedRoots;
import io.facet.agent.device.AgentSlots;
import io.facet.agent.device.RememberedProbe;
import io.facet.agent.device.SlotPlan;
import io.facet.agent.device.SlotPlanner;
import io.facet.agent.discovery.Announcement;
import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.telemetry.HostStats;
import io.facet.agent.telemetry.LogRelay;
import io.facet.agent.telemetry.RelayAppender;
import io.facet.models.runtime.Device;
import io.facet.models.store.ModelStore;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.discovery.WaitingAgent;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.home.HostName;
import io.facet.protocol.security.JoinCode;
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
        subcommands = {DoctorCommand.class, ServiceCommand.class, RawRateCommand.class},
        sortOptions = false,
        footer = {
            "",
            "Join once with the code that the master shows (Add agent, or `facet join-code`):",
            "  facet-agent --join -              and paste the code",
            "Afterwards, and on the master's own computer at once:",
            "  facet-agent --master HOST:PORT"
        })
final class AgentCommand implements Callable<Integer> {
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

    @Option(
            names = "--announce",
            description =
                    "While this agent waits for a join code on standard input, tell the network, so that the master's window lists this computer.")
    private boolean announce;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of this agent. Default: the computer's.")
    private @Nullable String name;

    @Option(names = "--supervised", hidden = true)
    private boolean supervised;

    @Override
    public Integer call() throws InterruptedException {
        requireNotNegative("--gpu-workers", gpuWorkers);
        requireNotNegative("--cpu-workers", cpuWorkers);
        // Before anything that may wait, so that a child hears of its parent's end whatever else it is doing.
        Optional<Supervision> supervision = supervised ? Optional.of(Supervision.begin(System.in)) : Optional.empty();
        Optional<MasterAddress> address = Optional.ofNullable(master).map(MasterAddress::parse);
        AllowedRoots allowed = AllowedRoots.of(roots, maps);
        JoinCodePrompt terminal = supervised ? JoinCodePrompt.NOBODY : TerminalPrompt.ofThisProcess();
        Optional<JoinCode> code = supervised || announce ? Optional.empty() : joinCode(terminal);
        FacetHome home = FacetHome.ofThisAccount();
        try (AgentIdentity identity = AgentIdentity.take(home)) {
            AgentSurroundings.logTo(home, "agent-" + identity.instance() + ".log");
            LogRelay log = new LogRelay();
            RelayAppender.attach(log);
            AgentSlots slots = planSlots();
            Memberships memberships = new Memberships(identity, this::notice);
            AgentWork work = new AgentWork(
                    profile(), slots, allowed, new ModelStore(home.models()), memberships, log, this::notice);
            if (supervision.isPresent()) {
                work.as(supervision.get().membership());
            } else {
                String agentName = work.profile().name();
                Optional<JoinCode> given = announce ? awaitCode(memberships, address, slots.now(), terminal) : code;
                work.joining(new FindMembership(home, memberships, agentName, terminal, this::notice), address, given);
            }
            return 0;
        }
    }

    /** The code that a person pastes here while the network knows of this agent; none if it belongs to a master already. */
    private Optional<JoinCode> awaitCode(
            Memberships memberships, Optional<MasterAddress> address, SlotPlan slots, JoinCodePrompt terminal) {
        if ((join != null && !join.equals("-")) || joinFile != null) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--announce waits for a code on standard input; leave out the one given");
        }
        if (!memberships.find(address).isEmpty()) {
            return Optional.empty();
        }
        Agent.Profile profile = profile();
        long cpu = slots.devices().stream()
                .filter(d -> d.device() instanceof Device.Cpu)
                .mapToLong(d -> d.slotIds().size())
                .sum();
        WaitingAgent waiting = new WaitingAgent(
                profile.name(), profile.host(), OsName.get(), profile.version(), (int) cpu, (int) (slots.size() - cpu));
        try (var _ = Announcement.begin(waiting, Announcement.networks())) {
            notice("Waiting for a join code. Masters on this network list this computer.");
            return new JoinCodeSource("-", null, System.getenv(), System.in, terminal, this::warn).readUntilValid();
        }
    }

    private Agent.Profile profile() {
        String own = supervised ? "this computer" : HostName.get();
        return new Agent.Profile(
                name == null || name.isBlank() ? own : name,
                HostName.get(),
                AgentVersion.text(),
                ProtocolVersion.CURRENT.newest(),
                supervised);
    }

    private void requireNotNegative(String option, @Nullable Integer value) {
        if (value != null && (value < 0 || value > 256)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "%s is %d; give a number from 0 to 256".formatted(option, value));
        }
    }

    private AgentSlots planSlots() throws InterruptedException {
        SlotPlanner planner = new SlotPlanner(
                new RememberedProbe(AgentSurroundings.probe()::probe),
                Runtime.getRuntime().availableProcessors(),
                new HostStats().memoryBytes());
        return new AgentSlots(
                announced(planner.plan(optional(gpuWorkers), optional(cpuWorkers))),
                (gpu, cpu) -> announced(planner.plan(OptionalInt.of(gpu), OptionalInt.of(cpu))));
    }

    private SlotPlan announced(SlotPlan plan) {
        plan.notices().forEach(this::notice);
        return plan;
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private Optional<JoinCode> joinCode(JoinCodePrompt terminal) {
        return new JoinCodeSource(join, joinFile, System.getenv(), System.in, terminal, this::warn).read();
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
