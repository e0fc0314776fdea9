package io.facet.app.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    private final Path logs = Path.of("home", "my logs");

    @Test
    void a_crash_of_the_agents_java_is_written_down_beside_the_logs() {
        for (Programs programs : List.of(new Programs(null, logs), new Programs(Path.of("dist"), logs))) {
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
}
