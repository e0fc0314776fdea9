package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is said before an agent does anything: these command lines touch neither state folder nor network. */
@Timeout(60)
class AgentMainTest {
    @TempDir
    private Path folder;

    private record Ran(int exit, String out, String err) {
        List<String> lines() {
            return err.lines().toList();
        }
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = AgentMain.commandLine();
        for (CommandLine part : command.getSubcommands().values()) {
            part.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        }
        int exit = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    private static void isOneLine(Ran ran, int exit, String code, String... words) {
        assertThat(ran.lines())
                .as(ran.err())
                .singleElement()
                .asString()
                .startsWith("facet-agent: [" + code + "] ")
                .contains(words);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.exit()).isEqualTo(exit);
    }

    @Test
    void help_names_every_option_and_the_way_to_join() {
        Ran ran = run("--help");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("--master", "--join", "--join-file", "--gpu-workers", "--cpu-workers")
                .contains("--allow-root", "--map", "--name", "doctor", "facet join-code")
                .doesNotContain("--supervised", "raw-rate");
    }

    @Test
    void help_of_the_doctor() {
        Ran ran = run("doctor", "--help");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("missing libraries");
    }

    @Test
    void version_is_a_number_and_the_java_it_runs_on() {
        Ran ran = run("--version");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines()).first().asString().matches("facet-agent \\d+\\.\\d+\\.\\d+.*");
        assertThat(ran.out()).contains("Java 25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-such-option",
                "--gpu-worker 1",
                "nonsense",
                "--gpu-workers",
                "--gpu-workers -1",
                "--cpu-workers -3",
                "--cpu-workers 257",
                "--cpu-workers many",
                "--cpu-workers 99999999999",
                "--master",
                "doctor --nonsense",
                "--gpu-workers 1 --gpu-workers 2"
            })
    void wrong_usage_is_one_line_and_exit_code_2(String line) {
        isOneLine(run(line.split(" ")), 2, "usage", "--help");
    }

    @Test
    void a_negative_number_is_named_with_what_is_allowed() {
        isOneLine(run("--gpu-workers", "-1"), 2, "usage", "--gpu-workers", "-1", "0 to 256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "lab:", ":5555", "lab:0", "lab:65536", "http://lab:5555", "::1:5555"})
    void an_address_that_is_none_is_wrong_usage(String address) {
        isOneLine(run("--master", address), 2, "address-invalid", address, "HOST:PORT");
    }

    @Test
    void a_folder_that_is_not_there_cannot_be_allowed() {
        isOneLine(run("--allow-root", "/no/such/folder"), 1, "root-missing", "/no/such/folder");
        isOneLine(run("--map", "D:\\x=/no/such/folder"), 1, "root-missing", "/no/such/folder");
    }

    @Test
    void a_map_without_two_sides_is_wrong_usage() {
        isOneLine(run("--map", "D:\\photos"), 2, "usage", "MASTER=LOCAL");
    }

    @Test
    void a_join_file_that_cannot_be_read_is_named() {
        isOneLine(run("--join-file", folder.resolve("none").toString()), 1, "join-code-invalid", "none");
        isOneLine(run("--join-file", folder.toString()), 1, "join-code-invalid", folder.toString());
    }

    @Test
    void a_join_code_that_is_not_whole_says_where_to_get_one() throws IOException {
        Path file = Files.writeString(folder.resolve("code"), "facet1abc");

        isOneLine(run("--join-file", file.toString()), 1, "join-code-invalid", "facet join-code");
        Ran ran = run("--join", "hello");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.lines()).last().asString().contains("[join-code-invalid]");
    }

    @Test
    void whatever_is_said_is_fit_for_a_terminal() {
        Ran ran = run("--master", "\u001b[2Jlab\r\nfacet-agent: all is well");

        isOneLine(ran, 2, "address-invalid", "?[2Jlab facet-agent: all is well");
        assertThat(Arrays.stream(ran.err().strip().split(""))
                        .filter(c -> c.charAt(0) < ' ')
                        .toList())
                .isEmpty();
    }
}
