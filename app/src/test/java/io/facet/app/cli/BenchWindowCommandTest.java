package io.facet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(180)
class BenchWindowCommandTest {
    @Test
    void a_short_measurement_prints_its_figures_and_the_limits() {
        CommandLineRun run = CommandLineRun.of(
                "bench", "window", "--here", "--images", "5000", "--labels", "50", "--seconds", "2", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode figures = new JsonMapper().readTree(run.out());
        assertThat(figures.get("platform").asString()).isEqualTo("Headless");
        assertThat(figures.get("width").asInt()).isEqualTo(1440);
        assertThat(figures.get("height").asInt()).isEqualTo(900);
        assertThat(figures.get("images").asInt()).isEqualTo(5000);
        assertThat(figures.get("events_per_s").asDouble()).isPositive();
        assertThat(figures.get("samples").asInt()).isBetween(2, 201);
        assertThat(figures.get("delay_ms_p50").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(figures.get("delay_ms_p99").asDouble());
        assertThat(figures.get("limit_ms_p50").asDouble()).isEqualTo(5);
        assertThat(figures.get("limit_ms_p99").asDouble()).isEqualTo(50);
        assertThat(figures.get("pulses_per_s").asDouble()).isPositive();
        assertThat(figures.get("heap_start_mb").asDouble()).isPositive();
    }

    @Test
    void what_is_out_of_range_is_refused() {
        for (String[] wrong : new String[][] {
            {"--images", "0"}, {"--labels", "0"}, {"--events", "0"}, {"--seconds", "1"}, {"--labels", "3"}
        }) {
            CommandLineRun run = CommandLineRun.of("bench", "window", "--here", wrong[0], wrong[1]);
            assertThat(run.exitCode()).as(wrong[0]).isEqualTo(2);
            assertThat(run.err()).startsWith("facet: [usage] --").contains(wrong[0]);
        }
    }
}
