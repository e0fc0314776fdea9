package io.facet.agent.service;

import io.facet.agent.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a systemd unit; see systemd.service(5) and systemd.exec(5). Settings that an older systemd does not know
 * are passed over by it with a warning in its journal.
 */
final class SystemdUnit {
    private static final String NETWORK = """
            Wants=network-online.target
            After=network-online.target
            """;

    /** Java compiles at run time and GPUs are devices, so memory stays executable and /dev visible. */
    private static final String CONFINEMENT = """

            # An account of its own that exists while the service runs; its folder stays.
            DynamicUser=yes
            User=%1$s
            StateDirectory=%1$s
            StateDirectoryMode=0700
            WorkingDirectory=/var/lib/%1$s
            UMask=0077

            # It reads the program and the folders it was allowed, and writes to its own folder alone.
            ProtectSystem=strict
            ProtectHome=read-only
            PrivateTmp=yes
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            ProtectClock=yes
            ProtectControlGroups=yes
            ProtectHostname=yes
            ProtectKernelLogs=yes
            ProtectKernelModules=yes
            ProtectKernelTunables=yes
            LockPersonality=yes
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            SystemCallArchitectures=native
            """.formatted(ServicePlan.NAME);

    private static final String TAIL = """

            [Install]
            WantedBy=%s
            """;

    private SystemdUnit() {}

    /** For the whole computer, under an account of its own. */
    static String ofComputer(ServicePlan plan) {
        return head(plan, NETWORK) + CONFINEMENT + TAIL.formatted("multi-user.target");
    }

    /** For one account, which has no say over the network's state and few of the means to confine. */
    static String ofAccount(ServicePlan plan) {
        return head(plan, "") + "NoNewPrivileges=yes\n" + TAIL.formatted("default.target");
    }

    private static String head(ServicePlan plan, String network) {
        List<String> words = new ArrayList<>(List.of(plan.program().toString()));
        words.addAll(plan.arguments());
        List<String> variables = new ArrayList<>(List.of("LC_ALL=C.UTF-8"));
        plan.home().ifPresent(home -> variables.add("FACET_HOME=" + home));
        return """
                # Written by `facet-agent service install`; `facet-agent service uninstall` removes it.
                [Unit]
                Description=%s
                %s
                [Service]
                Type=exec
                ExecStart=%s
                %sRestart=on-failure
                RestartSec=10
                # Wrong usage stays wrong; 143 is how Java answers the signal that asks it to end.
                RestartPreventExitStatus=2
                SuccessExitStatus=143
                KillMode=mixed
                TimeoutStopSec=%d
                """.formatted(
                ServicePlan.DESCRIPTION,
                network,
                words.stream().map(word -> quoted(word.replace("$", "$$"))).collect(Collectors.joining(" ")),
                variables.stream()
                        .map(variable -> "Environment=" + quoted(variable) + "\n")
                        .collect(Collectors.joining()),
                ServicePlan.STOP_SECONDS);
    }

    /** A word as systemd reads it back: its own specifiers doubled, in quotes if anything in it has a meaning. */
    private static String quoted(String word) {
        if (word.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new AgentException(
                    AgentException.Code.USAGE,
                    "A line break or control character cannot stand in the options of a service.");
        }
        String plain = word.replace("%", "%%");
        if (plain.matches("[A-Za-z0-9_@%+=:,./$-]+")) {
            return plain;
        }
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
