package io.facet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.AgentException;
import io.facet.agent.AgentException.Code;
import io.facet.agent.service.SystemdPlace.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SystemdServiceTest {
    @TempDir
    private Path folder;

    private final RecordingTool tool = new RecordingTool();
    private final ServicePlan plan = new ServicePlan(
            Path.of("/opt/facet/bin/facet-agent"), List.of(), Optional.of(Path.of("/var/lib/facet-agent")));

    private SystemdService service(boolean account, State state) {
        return new SystemdService(new SystemdPlace(folder.resolve("units"), account, state), tool);
    }

    private Path unit() {
        return folder.resolve("units/facet-agent.service");
    }

    private static void fails(Code code, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AgentException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(words).doesNotContain("\n");
        });
    }

    @Test
    void installing_writes_the_unit_and_starts_it() throws Exception {
        SystemdService service = service(false, State.RUNNING);

        assertThat(service.install(plan)).contains("started");

        assertThat(unit()).hasContent(service.definition(plan));
        assertThat(tool.commands)
                .containsExactly("systemctl daemon-reload", "systemctl enable --now facet-agent.service");
    }

    @Test
    void an_accounts_service_is_its_own_systemds() throws Exception {
        assertThat(service(true, State.RUNNING).install(plan)).contains("enable-linger");

        assertThat(tool.commands)
                .containsExactly("systemctl --user daemon-reload", "systemctl --user enable --now facet-agent.service");
    }

    @Test
    void another_computers_file_system_is_prepared_as_enabling_would_and_nothing_is_started() throws Exception {
        SystemdPlace place = SystemdPlace.ofComputer(folder);

        new SystemdService(place, tool).install(plan);

        Path units = folder.resolve("etc/systemd/system");
        assertThat(units.resolve("facet-agent.service")).isRegularFile();
        assertThat(units.resolve("multi-user.target.wants/facet-agent.service"))
                .isSymbolicLink()
                .hasSameTextualContentAs(units.resolve("facet-agent.service"));
        assertThat(tool.commands).isEmpty();

        new SystemdService(place, tool).uninstall();

        try (var left = Files.walk(folder)) {
            assertThat(left.filter(file -> !Files.isDirectory(file))).isEmpty();
        }
    }

    @Test
    void without_systemd_it_says_so_and_writes_nothing() {
        fails(
                Code.SERVICE_UNAVAILABLE,
                "--print",
                () -> service(false, State.ABSENT).install(plan));

        assertThat(unit()).doesNotExist();
    }

    @Test
    void a_second_one_is_refused() throws Exception {
        service(false, State.RUNNING).install(plan);

        fails(
                Code.SERVICE_EXISTS,
                "service uninstall",
                () -> service(false, State.RUNNING).install(plan));
    }

    @Test
    void without_rights_it_names_sudo_and_the_other_way() throws IOException {
        // A file where the folder should be: nobody can write into that, not even root.
        Files.writeString(folder.resolve("units"), "");

        fails(Code.SERVICE_RIGHTS, "--user", () -> service(false, State.RUNNING).requireInstallable());
        assertThat(tool.commands).isEmpty();
    }

    @Test
    void what_systemctl_says_is_passed_on_in_one_line() {
        tool.answering("enable", 1, "\nFailed to enable unit: it is masked.\nmore\n");

        fails(
                Code.SERVICE_FAILED,
                "`systemctl enable --now facet-agent.service` failed: Failed to enable unit: it is masked. `facet-agent service uninstall`",
                () -> service(false, State.RUNNING).install(plan));
    }

    @Test
    void a_systemctl_that_is_missing_is_named() {
        tool.missing();

        fails(
                Code.SERVICE_FAILED,
                "Cannot run program",
                () -> service(false, State.RUNNING).install(plan));
    }

    @Test
    void uninstalling_stops_it_and_deletes_the_unit() throws Exception {
        service(false, State.RUNNING).install(plan);
        tool.commands.clear();

        assertThat(service(false, State.RUNNING).uninstall()).contains("removed");

        assertThat(unit()).doesNotExist();
        assertThat(tool.commands)
                .containsExactly("systemctl disable --now facet-agent.service", "systemctl daemon-reload");
    }

    @Test
    void uninstalling_nothing_is_done_at_once() throws Exception {
        assertThat(service(false, State.RUNNING).uninstall()).isEqualTo("No service is installed.");
        assertThat(tool.commands).isEmpty();
    }

    @Test
    void a_service_can_be_removed_where_systemd_does_not_run_any_more() throws Exception {
        service(false, State.RUNNING).install(plan);
        tool.commands.clear();

        service(false, State.ABSENT).uninstall();

        assertThat(unit()).doesNotExist();
        assertThat(tool.commands).isEmpty();
    }

    @Test
    void the_state_is_the_systems_own_word() throws Exception {
        assertThat(service(false, State.RUNNING).status())
                .isEqualTo(new HostService.Status(unit(), false, "not installed", false));

        service(false, State.RUNNING).install(plan);
        tool.answering("is-active", 3, "failed\n");
        assertThat(service(false, State.RUNNING).status())
                .isEqualTo(new HostService.Status(unit(), true, "failed", false));

        tool.answering("is-active", 0, "active\n");
        assertThat(service(false, State.RUNNING).status().running()).isTrue();
    }
}
