package io.facet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.AgentException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class SystemdUnitTest {
    private static ServicePlan plan(String... arguments) {
        return new ServicePlan(
                Path.of("/opt/facet/bin/facet-agent"),
                List.of(arguments),
                Optional.of(Path.of("/var/lib/facet-agent")));
    }

    private static List<String> lines(String unit) {
        return unit.lines().toList();
    }

    @Test
    void the_computers_unit_starts_after_the_network_and_with_the_computer() {
        assertThat(lines(SystemdUnit.ofComputer(plan("--master", "lab:5555"))))
                .containsSubsequence(
                        "[Unit]",
                        "Wants=network-online.target",
                        "After=network-online.target",
                        "[Service]",
                        "ExecStart=/opt/facet/bin/facet-agent --master lab:5555",
                        "Environment=LC_ALL=C.UTF-8",
                        "Environment=FACET_HOME=/var/lib/facet-agent",
                        "Restart=on-failure",
                        "[Install]",
                        "WantedBy=multi-user.target");
    }

    @Test
    void the_computers_unit_has_an_account_and_a_folder_of_its_own_and_few_rights() {
        assertThat(lines(SystemdUnit.ofComputer(plan())))
                .contains(
                        "DynamicUser=yes",
                        "StateDirectory=facet-agent",
                        "StateDirectoryMode=0700",
                        "ProtectSystem=strict",
                        "ProtectHome=read-only",
                        "NoNewPrivileges=yes",
                        "CapabilityBoundingSet=")
                // Java compiles at run time, and a GPU is a device.
                .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute") || line.startsWith("PrivateDevices"));
    }

    @Test
    void an_accounts_unit_asks_for_nothing_that_only_root_may_have() {
        ServicePlan plan = new ServicePlan(Path.of("/opt/facet/bin/facet-agent"), List.of(), Optional.empty());

        assertThat(lines(SystemdUnit.ofAccount(plan)))
                .contains("WantedBy=default.target", "ExecStart=/opt/facet/bin/facet-agent", "NoNewPrivileges=yes")
                .noneMatch(line -> line.matches("(User|DynamicUser|StateDirectory|Protect|Wants|Capability).*"))
                .noneMatch(line -> line.contains("FACET_HOME"));
    }

    @Test
    void words_are_written_so_that_systemd_reads_them_back() {
        String unit = SystemdUnit.ofComputer(
                plan("--allow-root", "/mnt/my photos", "--map", "D:\\x y=/mnt", "--name", "100% \"$HOME\"", ""));

        assertThat(lines(unit))
                .contains(
                        "ExecStart=/opt/facet/bin/facet-agent --allow-root \"/mnt/my photos\" --map \"D:\\\\x y=/mnt\""
                                + " --name \"100%% \\\"$$HOME\\\"\" \"\"");
    }

    @Test
    void a_dollar_means_itself_in_a_variable() {
        ServicePlan plan = new ServicePlan(Path.of("/a"), List.of(), Optional.of(Path.of("/srv/$x %y")));

        assertThat(lines(SystemdUnit.ofComputer(plan))).contains("Environment=\"FACET_HOME=/srv/$x %%y\"");
    }

    @Test
    void a_line_break_is_refused_instead_of_becoming_a_setting() {
        assertThatThrownBy(() -> SystemdUnit.ofComputer(plan("--name", "x\nUser=root")))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(AgentException.Code.USAGE));
    }
}
