package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.Homes;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, with a state folder of its own. */
@Timeout(120)
class AgentProcessTest {
    @TempDir
    private Path folder;

    private final ScriptedMaster master = new ScriptedMaster();
    private @Nullable Process process;

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                AgentMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().remove(JoinCodeSource.VARIABLE);
        builder.environment().put(FacetHome.VARIABLE, home().state().getParent() + "");
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        return started;
    }

    private FacetHome home() {
        return Homes.in(folder.resolve("home"));
    }

    private int exit(Process started) throws InterruptedException {
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        return started.exitValue();
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void remember(Membership membership) {
        try (AgentIdentity identity = AgentIdentity.take(home())) {
            identity.keep(membership);
        }
    }

    private List<Membership> remembered() {
        try (AgentIdentity identity = AgentIdentity.take(home())) {
            return identity.find(Optional.empty());
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        master.close();
    }

    @Test
    void the_doctor_tries_everything_and_names_what_is_missing() throws Exception {
        int exit = exit(start(Map.of(), "doctor"));
        String out = text("out");

        assertThat(exit).as(out + text("err")).isZero();
        assertThat(out)
                .contains("CPU         works")
                .contains("Images      works: jpg, png")
                .contains("State       " + home().state());
        assumeFalse(out.contains("CUDA        works"), "this computer has an NVIDIA GPU: nothing is missing");
        assertThat(out.lines().filter(line -> line.startsWith("CUDA")))
                .singleElement()
                .asString()
                .contains("NVIDIA driver")
                .containsAnyOf("libcuda.so.1", "nvcuda.dll", "is there");
    }

    @Test
    void a_revoked_agent_says_so_in_one_line_and_forgets_its_membership() throws Exception {
        master.knowsAgent = false;
        remember(master.membership());
        int exit = exit(
                start(Map.of(), "--master", master.address().toString(), "--cpu-workers", "1", "--gpu-workers", "0"));

        assertThat(exit).isEqualTo(1);
        assertThat(text("err").lines())
                .last()
                .asString()
                .startsWith("facet-agent: [agent-revoked]")
                .contains("join code");
        assertThat(remembered()).isEmpty();
    }

    @Test
    void a_revoked_agent_with_a_code_joins_anew_and_ends_in_order_when_it_is_told_to() throws Exception {
        Membership old = master.membership();
        remember(old);
        master.knowsAgent = false;
        master.enrol = request -> {
            master.knowsAgent = true;
            return master.credential("the lab");
        };
        JoinCode code = new JoinCode(List.of("127.0.0.1"), master.address().port(), old.fingerprint(), Secret.random());
        Process agent =
                start(Map.of(JoinCodeSource.VARIABLE, code.encode()), "--cpu-workers", "1", "--gpu-workers", "0");
        ScriptedMaster.Talk talk = master.talk();
        Await.until("connected", () -> text("err").contains("Connected to the master"));
        assertThat(text("err")).contains("Joined the lab.");

        agent.destroy();
        exit(agent);
        assertThat(text("err")).contains("Stopping");
        assertThat(talk.goodbye).isTrue();
        assertThat(remembered())
                .singleElement()
                .satisfies(m -> assertThat(m.masterName()).isEqualTo("the lab"));
    }

    @Test
    void without_a_terminal_nobody_is_asked_for_a_code() throws Exception {
        Process agent = start(Map.of(), "--cpu-workers", "1", "--gpu-workers", "0");

        assertThat(exit(agent)).as("it does not wait for its standard input").isEqualTo(1);
        assertThat(text("err").lines()).singleElement().asString().contains("[join-needed]", "facet-agent --join -");
    }

    @Test
    void a_child_ends_with_its_parents_pipe_whatever_it_is_doing() throws Exception {
        Process waiting = start(Map.of(), "--supervised", "--cpu-workers", "1", "--gpu-workers", "0");
        waiting.getOutputStream().close();
        assertThat(exit(waiting)).isZero();

        Process working = start(Map.of(), "--supervised", "--cpu-workers", "1", "--gpu-workers", "0");
        Membership child = master.membership();
        String line = String.join(
                " ",
                "127.0.0.1",
                Integer.toString(master.address().port()),
                child.fingerprint().hex(),
                child.credential().agentId(),
                child.credential().secret().hex());
        working.getOutputStream().write((line + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        working.getOutputStream().flush();
        ScriptedMaster.Talk talk = master.talk();
        Await.until("hello", () -> !talk.heard.isEmpty());
        assertThat(talk.heard.getFirst().getHello().getLocal()).isTrue();
        working.getOutputStream().close();

        assertThat(exit(working)).isZero();
        assertThat(text("err")).isEmpty();
    }

    @Test
    void a_child_that_is_told_nonsense_says_so() throws Exception {
        Process child = start(Map.of(), "--supervised", "--cpu-workers", "1", "--gpu-workers", "0");
        child.getOutputStream().write("hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        child.getOutputStream().flush();

        assertThat(exit(child)).isEqualTo(2);
        assertThat(text("err").lines()).singleElement().asString().contains("[usage]", "--supervised");
    }
}
