package io.facet.app.cli;

import io.facet.app.UserException;
import io.facet.app.master.Addresses;
import io.facet.app.master.join.JoinTokens;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.local.RunningMaster;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet join-code}: makes the code that an agent joins with. */
@Command(
        name = "join-code",
        description = "Prints a code with which agents of other computers join the master of this account.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class JoinCodeCommand implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_USES = 1000;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--uses",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many agents may join with it. Default: 1.")
    private int uses;

    @Option(
            names = "--valid",
            paramLabel = "T",
            defaultValue = "10m",
            description = "How long: such as 90s, 10m (default), 24h, 7d.")
    private String valid = "";

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "The port of the master. Default: that of the master that runs, or 5555.")
    private @Nullable Integer port;

    @Override
    public Integer call() {
        if (uses < 1 || uses > MOST_USES) {
            throw RunOptions.usage("--uses is %d; give a number from 1 to %d.".formatted(uses, MOST_USES));
        }
        WorkerCounts.checkKnownPort(command, port);
        Duration validity = parse(valid);
        Terminal terminal = new Terminal(
                command.commandLine().getOut(), command.commandLine().getErr());
        FacetHome home = FacetHome.ofThisAccount();
        try {
            Optional<RunningMaster> running = find(home);
            int masterPort = running.map(RunningMaster::port).orElse(port == null ? RunCommand.USUAL_PORT : port);
            List<String> addresses =
                    running.map(RunningMaster::addresses).orElseGet(() -> Addresses.reachable("0.0.0.0"));
            MasterIdentity identity = MasterIdentity.loadOrCreate(home.master());
            Secret token = Secret.random();
            // Made first: a token that nobody can be told would admit for nothing.
            String code = new JoinCode(addresses, masterPort, identity.fingerprint(), token).encode();
            new JoinTokens(home.master().resolve("join"), Clock.systemUTC()).admit(token, uses, validity);
            tell(terminal, running, masterPort, addresses);
            terminal.result(code);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_WRITE,
                    "The state folder %s cannot be written (%s). Make it writable, or set FACET_HOME to another one."
                            .formatted(home.master(), e.getMessage()),
                    e);
        }
    }

    private Optional<RunningMaster> find(FacetHome home) throws IOException {
        return RunningMaster.all(home).stream()
                .filter(m -> port == null || m.port() == port)
                .findFirst();
    }

    private void tell(Terminal terminal, Optional<RunningMaster> running, int masterPort, List<String> addresses) {
        if (running.isEmpty()) {
            terminal.note("No master of this account runs now; the code is for one on port %d.".formatted(masterPort));
        } else if (addresses.stream()
                .allMatch(a -> a.startsWith("127.") || a.equals("::1") || a.equals("0:0:0:0:0:0:0:1"))) {
            terminal.note("The master listens on this computer only: start it with --bind 0.0.0.0 to let others in.");
        }
        terminal.note("For %s, within %s. On the other computer: facet-agent --join -   and paste:"
                .formatted(uses == 1 ? "one agent" : uses + " agents", valid));
    }

    private static Duration parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw RunOptions.usage("--valid is %s; give a time such as 90s, 10m, 24h or 7d, at most 30d.".formatted(text));
    }
}
