package io.facet.app.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {
    @TempDir
    private Path folder;

    private final Path logs = Path.of("home", "my logs");

    @Test
    void a_crash_of_the_agents_java_is_written_down_beside_the_logs() {
        for (Programs programs : List.of(new Programs(null, null, logs), new Programs(Path.of("dist"), null, logs))) {
            assertThat(programs.agent())
                    .contains("-XX:ErrorFile=" + logs.resolve("crash-%p.log"))
                    .endsWith("io.facet.agent.AgentMain");
        }
    }

    @Test
    void openblas_starts_no_threads_in_a_program_that_is_started() {
        assertThat(Programs.process(List.of("x")).environment())
                .containsEntry("OPENBLAS_NUM_THREADS", System.getenv().getOrDefault("OPENBLAS_NUM_THREADS", "1"));
    }

    @Test
    void without_an_installation_the_agent_starts_from_this_class_path() {
        assertThat(new Programs(null, null, logs).agent())
                .containsSubsequence("-cp", System.getProperty("java.class.path"), "io.facet.agent.AgentMain");
    }

    @Test
    void the_plain_distribution_has_a_folder_of_jars() {
        assertThat(new Programs(folder, null, logs).agent())
                .contains(
                        "@" + folder.resolve("conf/agent.vmoptions"),
                        "-Dfacet.dist=" + folder,
                        "-Djava.library.path=" + folder.resolve("native"),
                        "-Donnxruntime.native.path=" + folder.resolve("native"))
                .endsWith("-cp", folder.resolve("lib") + File.separator + "*", "io.facet.agent.AgentMain")
                .noneMatch(word -> word.contains("AOT"));
    }

    @Test
    void an_image_has_a_jar_for_all_and_a_cache_of_start_up() throws IOException {
        Path all = Files.createFile(folder.resolve("classpath.jar"));
        Path cache =
                Files.createFile(Files.createDirectories(folder.resolve("aot")).resolve("facet-agent.aot"));

        assertThat(new Programs(folder, null, logs).agent())
                .contains("-XX:AOTCache=" + cache)
                .endsWith("-cp", all.toString(), "io.facet.agent.AgentMain");
    }

    @Test
    void the_agent_runs_on_the_java_of_this_process() {
        assertThat(new Programs(folder, null, logs).agent())
                .first()
                .isEqualTo(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    @ParameterizedTest
    @CsvSource({"facet, facet-desktop", "facet.exe, facet-desktop.exe"})
    void the_window_is_another_program_of_an_image(String command, String desktop) throws IOException {
        Path program = folder.resolve(command);
        assertThat(new Programs(folder, program, logs).desktop()).isEmpty();

        Path window = Files.createFile(folder.resolve(desktop));

        assertThat(new Programs(folder, program, logs).desktop()).contains(window);
        assertThat(new Programs(folder, window, logs).desktop()).isEmpty();
    }
}
