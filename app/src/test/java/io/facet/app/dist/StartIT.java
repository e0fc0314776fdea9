package io.facet.app.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real thing, started by the Java that runs this test. */
class StartIT {
    @TempDir
    Path folder;

    private Path temporary;
    private Path out;
    private Path err;

    @BeforeEach
    void folders() throws IOException {
        temporary = Files.createDirectories(folder.resolve("tmp"));
        out = folder.resolve("out.txt");
        err = folder.resolve("err.txt");
    }

    @Test
    void nativesLoadFromTheirFolderSilentlyAndLeaveNothingElsewhere() throws Exception {
        Path dist = Distribution.FOLDER;
        int status = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + dist.resolve("conf/agent.vmoptions"),
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + Files.createDirectories(folder.resolve("home")),
                "-Djava.library.path=" + dist.resolve("native"),
                "-Donnxruntime.native.path=" + dist.resolve("native"),
                "-cp",
                dist.resolve("lib") + "/*" + System.getProperty("path.separator") + Path.of("target/test-classes"),
                NativesProgram.class.getName()));

        assertThat(err).content().isEmpty();
        assertThat(status).isZero();
        assertThat(Files.readAllLines(out))
                .filteredOn(line -> line.startsWith(".") || line.startsWith("onnxruntime"))
                .hasSize(6)
                .allMatch(line -> line.endsWith("40x30 to 20x15") || line.startsWith("onnxruntime "));
        assertThat(below(temporary)).isEmpty();
        assertThat(below(folder.resolve("home"))).isEmpty();
    }

    @Test
    void historyLoadsSqliteFromItsFolderAndUnpacksNothing() throws Exception {
        Path dist = Distribution.FOLDER;
        int status = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + dist.resolve("conf/facet.vmoptions"),
                "-Djava.io.tmpdir=" + temporary,
                "-Djava.library.path=" + dist.resolve("native"),
                "-cp",
                dist.resolve("lib") + "/*" + System.getProperty("path.separator") + Path.of("target/test-classes"),
                HistoryProgram.class.getName()));

        assertThat(err).content().isEmpty();
        assertThat(status).isZero();
        assertThat(Files.readAllLines(out)).contains("runs 0");
        assertThat(below(temporary)).isEmpty();
        Path history = folder.resolve("facet/state/history");
        assertThat(below(folder.resolve("facet")))
                .containsExactlyInAnyOrder(history.getParent(), history, history.resolve("history.db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"facet", "facet-agent"})
    @DisabledOnOs(OS.WINDOWS)
    void bothProgramsStartWithoutAWarningAndLeaveTheTemporaryFolderAsItWas(String program) throws Exception {
        int status =
                run(List.of(Distribution.FOLDER.resolve("bin").resolve(program).toString(), "--version"));

        assertThat(err).content().isEmpty();
        assertThat(out).content().isNotBlank();
        assertThat(status).isZero();
        assertThat(below(temporary)).isEmpty();
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("FACET_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FACET_HOME", folder.resolve("facet").toString());
        builder.environment().put("FACET_OPTS", "-Djava.io.tmpdir=" + temporary);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return process.exitValue();
    }

    private static List<Path> below(Path start) throws IOException {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> !file.equals(start)).toList();
        }
    }
}
