package io.facet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.verify.CheckedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyOutputCommandTest {
    private final Path csv;

    VerifyOutputCommandTest(@TempDir Path folder) {
        csv = folder.resolve("out.csv");
    }

    private CommandLineRun verify(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "verify-output";
        arguments[1] = csv.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return CommandLineRun.of(arguments);
    }

    @Test
    void soundOutputEndsWithZeroAndNamesWhatMadeIt() {
        new CheckedRun(csv).finish(1200, 2);
        CommandLineRun result = verify();
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .hasSize(3)
                .first()
                .isEqualTo(csv + ": 1,200 rows of 3 numbers, 2 failures, run finished.");
        assertThat(result.out()).contains("builtin-512", "3".repeat(64), "Nothing differs from the manifest.");
    }

    @Test
    void everyDifferenceIsOneLineAndTheExitCodeIsThree() throws IOException {
        new CheckedRun(csv).finish(10, 0);
        Files.writeString(csv, "a,a/00001.jpg,1,0,0\r\n", StandardOpenOption.APPEND);
        CommandLineRun result = verify();
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out().lines().filter(line -> line.startsWith("[")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("[sha256] The SHA-256 is "))
                .contains("[rows] There are 11 rows; the manifest says 10.")
                .contains("[path-twice] 1 image has a second row; the first: record 11, a/00001.jpg.");
        assertThat(result.out().lines()).last().asString().startsWith("It differs from its manifest");
    }

    @Test
    void scriptsGetOneObject() throws IOException {
        new CheckedRun(csv).finish(10, 1);
        JsonNode sound = JsonMapper.shared().readTree(verify("--json").out());
        assertThat(sound.get("ok").asBoolean()).isTrue();
        assertThat(sound.get("rows").asLong()).isEqualTo(10);
        assertThat(sound.get("failures").asLong()).isEqualTo(1);
        assertThat(sound.get("state").asString()).isEqualTo("finished");
        assertThat(sound.get("model").get("sha256").asString()).isEqualTo("3".repeat(64));
        assertThat(sound.get("findings")).isEmpty();

        Files.writeString(csv, "x", StandardOpenOption.APPEND);
        CommandLineRun result = verify("--json");
        assertThat(result.exitCode()).isEqualTo(3);
        JsonNode differs = JsonMapper.shared().readTree(result.out());
        assertThat(differs.get("ok").asBoolean()).isFalse();
        assertThat(differs.get("findings").valueStream().map(f -> f.get("code").asString()))
                .containsExactly("torn", "sha256");
    }

    @Test
    void whatCannotBeCheckedEndsWithOneAndOneLine() {
        CommandLineRun missing = verify();
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err())
                .startsWith("facet: [output-missing] There is no file ")
                .hasLineCount(1);
        assertThat(CommandLineRun.of("verify-output").exitCode()).isEqualTo(2);
    }
}
