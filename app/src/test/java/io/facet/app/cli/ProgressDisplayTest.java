package io.facet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.run.RunSnapshot.AgentView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private static final String NASTY = "evil\u001b[2J\nfacet: [done] all";
    private static final String NOTE =
            "The agent of this computer does not work: [device-unavailable] No GPU works here: a library is missing.";

    private final StringWriter err = new StringWriter();
    private final Terminal terminal = new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err));

    private static RunSnapshot snapshot(String note) {
        return new RunSnapshot(
                RunSnapshot.State.RUNNING,
                123_456,
                true,
                12_345,
                23_456,
                Map.of(),
                Map.of(),
                100,
                35_801,
                1 << 20,
                1234.5,
                RunSnapshot.Latency.NONE,
                Duration.ofMinutes(1),
                new RunSnapshot.Range(Duration.ofSeconds(3900), Duration.ofSeconds(4000), Duration.ofSeconds(4100)),
                List.of(new AgentView(
                        "a",
                        NASTY,
                        "host",
                        false,
                        16,
                        "loading model 37%",
                        10,
                        12_345,
                        0,
                        1234.5,
                        List.of(new RunSnapshot.DeviceView(NASTY, "processor", 16, List.of())),
                        List.of())),
                note);
    }

    private List<String> drawnLines() {
        return err.toString()
                .replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", "")
                .replace("\r", "")
                .lines()
                .toList();
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int width : new int[] {20, 80, 200}) {
            err.getBuffer().setLength(0);
            new ProgressDisplay(terminal, true, width).show(snapshot(NOTE));
            assertThat(drawnLines()).hasSizeGreaterThan(2).allMatch(line -> line.length() < width);
        }
    }

    @Test
    void noteIsShownToItsEnd() {
        new ProgressDisplay(terminal, true, 60).show(snapshot(NOTE));
        assertThat(String.join("", drawnLines()).replace(" ", "")).contains(NOTE.replace(" ", ""));
    }

    @Test
    void nameOfAnAgentCannotDrawOnTheTerminal() {
        new ProgressDisplay(terminal, true, 120).show(snapshot(NASTY));
        assertThat(err.toString()).doesNotContain("\u001b[2J");
        assertThat(drawnLines()).hasSize(3).noneMatch(line -> line.startsWith("facet"));
    }

    @Test
    void noteInAPlainLogIsOneLine() {
        new ProgressDisplay(terminal, false, 0).show(snapshot(NASTY));
        assertThat(err.toString()).isEqualToNormalizingNewlines("evil?[2J facet: [done] all\n");
    }

    @Test
    void widthIsWhatSttySays() {
        assertThat(TerminalWidth.parse("24 132\n")).hasValue(132);
        assertThat(TerminalWidth.parse("0 0\n")).isEmpty();
        assertThat(TerminalWidth.parse("stty: standard input: Not a tty\n")).isEmpty();
        assertThat(TerminalWidth.parse("")).isEmpty();
    }
}
