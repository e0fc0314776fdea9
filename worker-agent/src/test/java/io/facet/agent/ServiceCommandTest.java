package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands, on the file system of another computer: a folder. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ServiceCommandTest {
    @TempDir
    private Path folder;

    private final ScriptedMaster master = new ScriptedMaster();
    private final Secret token = Secret.random();
    private Path root;
    private Path program;

    private record Ran(int exit, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("disk");
        program = Files.writeString(folder.resolve("facet-agent"), "");
        System.setProperty("facet.program", program.toString());
        master.enrol = request -> {
            if (!request.getToken().equals(ByteString.copyFrom(token.bytes()))) {
                throw Refusal.of(Code.JOIN_REFUSED, "It was used.");
            }
            return master.credential("the lab");
        };
    }

    @AfterEach
    void close() {
        System.clearProperty("facet.program");
        master.close();
    }

    private Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> line = new ArrayList<>(List.of("service"));
        line.addAll(List.of(arguments));
        CommandLine command = AgentMain.commandLine();
        int exit = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        return new Ran(exit, out.toString(), err.toString());
    }

    private Path code(Secret token) throws IOException {
        JoinCode code = new JoinCode(
                List.of("127.0.0.1"), master.address().port(), master.identity().fingerprint(), token);
        return Files.writeString(folder.resolve("code"), code.encode());
    }

    private Path unit() {
        return root.resolve("etc/systemd/system/facet-agent.service");
    }

    @Test
    void the_file_can_be_looked_at_without_a_master_or_rights() {
        Ran ran = run("install", "--print", "--master", "lab:5555", "--cpu-workers", "2", "--allow-root", "pictures");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("ExecStart=" + program + " --master lab:5555 --cpu-workers 2 --allow-root "
                        + Path.of("pictures").toAbsolutePath() + "\n")
                .contains("Environment=FACET_HOME=/var/lib/facet-agent\n");
    }

    @Test
    void installing_joins_first_and_keeps_the_secret_out_of_the_unit() throws Exception {
        Path code = code(token);

        Ran ran = run("install", "--root", root.toString(), "--join-file", code.toString());

        assertThat(ran.err()).contains("Joined the lab.", "Wrote " + unit());
        assertThat(ran.exit()).isZero();
        assertThat(unit()).content().contains("ExecStart=" + program + "\n").doesNotContain(Files.readString(code));
        assertThat(joined())
                .singleElement()
                .satisfies(m -> assertThat(m.addresses()).containsExactly(master.address()));
    }

    @Test
    void what_was_joined_once_is_known_to_the_next_service() throws Exception {
        run("install", "--root", root.toString(), "--join-file", code(token).toString());
        Ran removed = run("uninstall", "--root", root.toString());

        assertThat(removed.out()).contains("removed", root.resolve("var/lib/facet-agent/state") + ".");
        assertThat(unit()).doesNotExist();

        Ran again = run("install", "--root", root.toString());

        assertThat(again.exit()).isZero();
        assertThat(unit()).exists();
    }

    @Test
    void without_a_code_it_says_what_is_needed_and_installs_nothing() {
        Ran ran = run("install", "--root", root.toString(), "--master", "lab:5555");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("facet-agent: [join-needed] The service has not joined the master at lab:5555 yet.")
                .contains("--join-file")
                .hasLineCount(1);
        assertThat(unit()).doesNotExist();
    }

    @Test
    void a_code_that_is_refused_installs_nothing() throws Exception {
        Ran ran = run(
                "install",
                "--root",
                root.toString(),
                "--join-file",
                code(Secret.random()).toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).startsWith("facet-agent: [join-refused] ").hasLineCount(1);
        assertThat(unit()).doesNotExist();
    }

    @Test
    void the_state_of_a_service_that_is_not_there() {
        Ran ran = run("status", "--root", root.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("not installed", unit() + "  (not there)");
    }

    @ParameterizedTest
    @CsvSource({
        "install --user --root /x --print, usage, exclude each other",
        "install --print --cpu-workers -1, usage, 0 to 256",
        "install --print --master lab, address-invalid, lab",
        "install --root ROOT --allow-root /no/such/folder, root-missing, /no/such/folder",
        "install --root ROOT --join-file /no/such/file, join-code-invalid, /no/such/file",
        "'', usage, service --help"
    })
    void wrong_input_is_one_line(String arguments, String code, String words) {
        Ran ran = run(
                arguments.isEmpty()
                        ? new String[0]
                        : arguments.replace("ROOT", root.toString()).split(" "));

        assertThat(ran.err())
                .hasLineCount(1)
                .startsWith("facet-agent: [" + code + "] ")
                .contains(words);
        assertThat(ran.exit()).isBetween(1, 2);
        assertThat(unit()).doesNotExist();
    }

    @Test
    void a_process_without_a_launcher_cannot_become_a_service() {
        System.clearProperty("facet.program");

        Ran ran = run("install", "--print");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).startsWith("facet-agent: [service-unavailable] ").hasLineCount(1);
    }

    private List<Membership> joined() {
        FacetHome home = FacetHome.under(root.resolve("var/lib/facet-agent"));
        try (AgentIdentity identity = AgentIdentity.take(home)) {
            return identity.find(Optional.empty());
        }
    }
}
