package io.facet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.AgentException;
import io.facet.agent.AgentException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps alone: WinSW, icacls and the services of Windows are played. */
class WinSwServiceTest {
    @TempDir
    private Path folder;

    private final RecordingTool tool = new RecordingTool();
    private Path winsw;
    private Path home;

    @BeforeEach
    void download() throws IOException {
        winsw = Files.writeString(folder.resolve("WinSW-x64.exe"), "a program");
        home = folder.resolve("agent");
    }

    private WinSwService service() {
        return new WinSwService(folder.resolve("service"), Optional.of(winsw), tool);
    }

    private WinSwService asAdministrator() {
        tool.answering("whoami", 0, "Mandatory Label\\High Mandatory Level Label S-1-16-12288");
        return service();
    }

    private ServicePlan plan() {
        return new ServicePlan(folder.resolve("Facet/facet-agent.exe"), List.of(), Optional.of(home));
    }

    private String program() {
        return folder.resolve("service/facet-agent-service.exe").toString();
    }

    private static void fails(Code code, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AgentException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(words).doesNotContain("\n");
        });
    }

    @Test
    void installing_copies_winsw_beside_its_file_and_opens_the_folder_to_the_services_account() throws Exception {
        WinSwService service = asAdministrator();

        service.install(plan());

        assertThat(Path.of(program())).hasContent("a program");
        assertThat(folder.resolve("service/facet-agent-service.xml")).hasContent(service.definition(plan()));
        assertThat(tool.commands)
                .containsExactly(
                        "whoami /groups",
                        "icacls " + home + " /grant *S-1-5-19:(OI)(CI)F /T /Q",
                        "icacls " + folder.resolve("Facet") + " /grant *S-1-5-19:(OI)(CI)RX /T /Q",
                        program() + " install",
                        program() + " start");
    }

    @Test
    void a_script_in_bin_opens_the_folder_around_it() throws Exception {
        asAdministrator()
                .install(new ServicePlan(folder.resolve("Facet/bin/facet-agent.bat"), List.of(), Optional.of(home)));

        assertThat(tool.commands).contains("icacls " + folder.resolve("Facet") + " /grant *S-1-5-19:(OI)(CI)RX /T /Q");
    }

    @Test
    void without_winsw_it_says_where_to_get_it() {
        WinSwService service = new WinSwService(folder.resolve("service"), Optional.empty(), tool);

        fails(Code.SERVICE_UNAVAILABLE, WinSwService.DOWNLOAD, service::requireInstallable);
    }

    @Test
    void without_rights_nothing_is_touched() {
        fails(Code.SERVICE_RIGHTS, "administrator", () -> service().install(plan()));

        assertThat(folder.resolve("service")).doesNotExist();
    }

    @Test
    void what_winsw_says_is_passed_on() {
        WinSwService service = asAdministrator();
        tool.answering(" install", 1, "FATAL - The specified service has been marked for deletion.");

        fails(
                Code.SERVICE_FAILED,
                "marked for deletion. `facet-agent service uninstall`",
                () -> service.install(plan()));
    }

    @Test
    void uninstalling_leaves_no_file_of_the_service() throws Exception {
        asAdministrator().install(plan());
        tool.commands.clear();

        assertThat(service().uninstall()).contains("removed");

        assertThat(folder.resolve("service")).isEmptyDirectory();
        assertThat(tool.commands).containsExactly("whoami /groups", program() + " stopwait", program() + " uninstall");
        assertThat(service().uninstall()).isEqualTo("No service is installed.");
    }

    @Test
    void the_state_is_winsws_own_word() throws Exception {
        assertThat(service().status().installed()).isFalse();

        asAdministrator().install(plan());
        tool.answering(" status", 0, "Started");

        assertThat(service().status().running()).isTrue();
        fails(Code.SERVICE_EXISTS, "service uninstall", () -> service().requireInstallable());
    }
}
