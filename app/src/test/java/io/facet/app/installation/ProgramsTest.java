package io.facet.app.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {
    @TempDir
    private Path folder;

    @Test
    void without_an_installation_the_agent_starts_from_this_class_path() {
        assertThat(new Programs(null, null).agent())
                .containsSubsequence("-cp", System.getProperty("java.class.path"), "io.facet.agent.AgentMain");
    }

    @Test
    void the_plain_distribution_has_a_folder_of_jars() {
        assertThat(new Programs(folder, null).agent())
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

        assertThat(new Programs(folder, null).agent())
                .contains("-XX:AOTCache=" + cache)
                .endsWith("-cp", all.toString(), "io.facet.agent.AgentMain");
    }

    @Test
    void the_agent_runs_on_the_java_of_this_process() {
        assertThat(new Programs(folder, null).agent())
                .first()
                .isEqualTo(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    @ParameterizedTest
    @CsvSource({"facet, facet-desktop", "facet.exe, facet-desktop.exe"})
    void the_window_is_another_program_of_an_image(String command, String desktop) throws IOException {
        Path program = folder.resolve(command);
        assertThat(new Programs(folder, program).desktop()).isEmpty();

        Path window = Files.createFile(folder.resolve(desktop));

        assertThat(new Programs(folder, program).desktop()).contains(window);
        assertThat(new Programs(folder, window).desktop()).isEmpty();
    }
}
