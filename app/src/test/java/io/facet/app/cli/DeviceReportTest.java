package io.facet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.run.RunSnapshot.AgentView;
import io.facet.app.master.run.RunSnapshot.DeviceView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeviceReportTest {
    private static final String NO_GPU = "No GPU slots: libcudnn.so.9 is missing.";
    private static final DeviceView CPU = new DeviceView("cpu", "8 processors", 6, List.of("cpu"));
    private static final DeviceView GPU = new DeviceView("cuda", "GeForce", 1, List.of("cuda"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));
    private final OutputFiles files = OutputFiles.of(Path.of("out.csv"));

    private static AgentView agent(long done, List<DeviceView> devices, String... notices) {
        int slots = devices.stream().mapToInt(DeviceView::slots).sum();
        return new AgentView(
                "a-1", "this computer", "lab-pc", true, slots, "busy", 2, done, 0, 10, devices, List.of(notices));
    }

    private static RunSnapshot at(RunSnapshot.State state, AgentView... agents) {
        return new RunSnapshot(
                state,
                100,
                false,
                40,
                0,
                Map.of(),
                Map.of(),
                2,
                40,
                1000,
                10,
                RunSnapshot.Latency.NONE,
                Duration.ofSeconds(4),
                null,
                List.of(agents),
                "");
    }

    private static RunSnapshot running(AgentView... agents) {
        return at(RunSnapshot.State.RUNNING, agents);
    }

    @Test
    void why_there_is_no_gpu_is_said_once_and_what_worked_is_named_at_the_end() {
        RunReport report = new RunReport(terminal, files, false);
        report.at(running(agent(0, List.of(CPU), NO_GPU)));
        report.at(running(agent(20, List.of(CPU), NO_GPU)));
        report.ended(new RunResult(at(RunSnapshot.State.FINISHED, agent(40, List.of(CPU), NO_GPU)), 0, null));

        assertThat(err.toString().lines().filter(line -> line.contains("GPU")))
                .containsExactly("this computer: " + NO_GPU);
        assertThat(err.toString().lines()).last().asString().endsWith("images/s, on cpu.");
    }

    @Test
    void an_agent_that_left_before_the_end_still_counts() {
        DeviceReport report = new DeviceReport();
        report.news(running(agent(5, List.of(GPU, CPU))));
        report.news(running(agent(0, List.of(new DeviceView("rocm", "idle", 1, List.of())))));

        assertThat(report.classes()).isEqualTo("cpu and cuda");
    }

    @Test
    void progress_shows_what_the_slots_run_on() {
        assertThat(DeviceReport.slots(agent(0, List.of(CPU)))).isEqualTo("6 cpu slots");
        assertThat(DeviceReport.slots(agent(0, List.of(GPU)))).isEqualTo("1 cuda slot");
        assertThat(DeviceReport.slots(agent(0, List.of(GPU, CPU)))).isEqualTo("1 cuda + 6 cpu");
    }

    @Test
    void a_line_that_stays_is_printed_above_what_is_drawn_over() {
        ProgressDisplay display = new ProgressDisplay(terminal);
        display.say("this computer: " + NO_GPU);

        assertThat(err.toString()).isEqualTo("this computer: " + NO_GPU + System.lineSeparator());
    }

    @Test
    void json_has_devices_and_notices_and_a_person_at_standard_error_the_notice() {
        new JsonReport(terminal, files).at(running(agent(1, List.of(GPU, CPU), NO_GPU)));
        JsonNode agent =
                JsonMapper.shared().readTree(out.toString()).get("agents").get(0);

        assertThat(agent.get("notices").get(0).asString()).isEqualTo(NO_GPU);
        assertThat(agent.get("devices").size()).isEqualTo(2);
        assertThat(agent.get("devices").get(0).toString())
                .isEqualTo("{\"device_class\":\"cuda\",\"name\":\"GeForce\",\"slots\":1,\"providers\":[\"cuda\"]}");
        assertThat(err.toString().lines()).containsExactly("this computer: " + NO_GPU);
    }
}
