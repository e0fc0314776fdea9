package io.facet.app.cli;

import io.facet.app.master.run.RunSnapshot;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws how a run stands: bars that are drawn over on a terminal, a line now and then elsewhere. Not thread-safe.
 */
final class ProgressDisplay {
    private static final int BAR = 28;
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final boolean interactive;
    private final boolean unicode;
    private int drawn;
    private long lastPlain = System.nanoTime() - PLAIN_EVERY.toNanos();
    private String lastNote = "";

    ProgressDisplay(Terminal terminal) {
        this.terminal = terminal;
        this.interactive = terminal.isInteractive();
        this.unicode =
                Charset.forName(System.getProperty("stderr.encoding", "UTF-8")).equals(StandardCharsets.UTF_8);
    }

    /** Shows the snapshot, if it is time to. */
    void show(RunSnapshot s) {
        if (interactive) {
            draw(lines(s));
        } else if (!s.note().equals(lastNote) && !s.note().isEmpty()) {
            terminal.note(s.note());
        } else if (System.nanoTime() - lastPlain >= PLAIN_EVERY.toNanos() && s.ended() > 0) {
            lastPlain = System.nanoTime();
            terminal.note(overall(s));
        }
        lastNote = s.note();
    }

    /** Shows the last snapshot, whatever was shown before, and leaves it standing. */
    void finish(RunSnapshot s) {
        if (interactive) {
            draw(lines(s));
        } else {
            terminal.note(overall(s));
        }
        drawn = 0;
    }

    private void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append('A');
        }
        for (String line : lines) {
            frame.append("\r\u001b[2K").append(line).append('\n');
        }
        for (int i = lines.size(); i < drawn; i++) {
            frame.append("\r\u001b[2K\n");
        }
        drawn = Math.max(drawn, lines.size());
        terminal.err().print(frame);
        terminal.err().flush();
    }

    private List<String> lines(RunSnapshot s) {
        List<String> lines = new ArrayList<>();
        lines.add(bar(s) + " " + overall(s));
        for (RunSnapshot.AgentView agent : s.agents()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-24s %2d slots  %-20s %,8d done %8.1f/s",
                    cut(agent.name(), 24),
                    agent.slots(),
                    agent.status(),
                    agent.done(),
                    agent.imagesPerSecond()));
        }
        if (!s.note().isEmpty()) {
            lines.add("  " + s.note());
        }
        return lines;
    }

    private String bar(RunSnapshot s) {
        long total = s.found();
        double share = total == 0 ? 0 : Math.min(1.0, (double) (s.kept() + s.ended()) / total);
        int full = (int) Math.round(share * BAR);
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(BAR - full);
    }

    static String overall(RunSnapshot s) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%,d of %s%,d images", s.kept() + s.ended(), s.counting() ? "at least " : "", s.found()));
        if (s.kept() > 0) {
            line.append(String.format(Locale.ROOT, " (%,d from before)", s.kept()));
        }
        if (s.imagesPerSecond() > 0) {
            line.append(String.format(Locale.ROOT, ", %.1f/s", s.imagesPerSecond()));
        }
        if (s.failed() > 0) {
            line.append(String.format(Locale.ROOT, ", %,d failed", s.failed()));
        }
        RunSnapshot.Range left = s.left();
        if (left != null && s.state() == RunSnapshot.State.RUNNING) {
            line.append(", ").append(text(left.likely())).append(" left");
        }
        return line.toString();
    }

    /** Such as {@code 3 s}, {@code 2 min 5 s}, {@code 1 h 20 min}. */
    static String text(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
