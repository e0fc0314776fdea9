package io.facet.app.cli;

import io.facet.app.UserException;
import io.facet.app.master.Master;
import io.facet.app.master.RunSession;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.util.Locale;

/** Tells a person at a terminal, or a plain log, how a run goes and how it ended. */
final class RunReport implements RunSession.Watcher {
    private final Terminal terminal;
    private final ProgressDisplay display;
    private final DeviceReport devices = new DeviceReport();
    private final OutputFiles files;
    private final boolean tellHowToJoin;

    /**
     * @param tellHowToJoin whether other computers are expected
     */
    RunReport(Terminal terminal, OutputFiles files, boolean tellHowToJoin) {
        this.terminal = terminal;
        this.display = new ProgressDisplay(terminal);
        this.files = files;
        this.tellHowToJoin = tellHowToJoin;
    }

    @Override
    public void started(Master master) {
        if (!tellHowToJoin) {
            return;
        }
        terminal.note("Listening on %s port %d."
                .formatted(String.join(", ", master.running().addresses()), master.port()));
        terminal.note(
                "Another computer joins with a code from `facet join-code`: there, run `facet-agent --join -` and paste it.");
        terminal.note(
                "Another agent of this account joins with: facet-agent --master 127.0.0.1:%d".formatted(master.port()));
    }

    @Override
    public void at(RunSnapshot snapshot) {
        devices.news(snapshot).forEach(display::say);
        display.show(snapshot);
    }

    @Override
    public void ended(RunResult result) {
        RunSnapshot s = result.snapshot();
        devices.news(s).forEach(display::say);
        display.finish(s);
        if (s.state() == RunSnapshot.State.STOPPED) {
            terminal.note("Interrupted. Every finished row is in %s; the same command with --resume goes on."
                    .formatted(files.csv()));
        }
        if (s.state() == RunSnapshot.State.FINISHED) {
            double seconds = s.elapsed().toMillis() / 1000.0;
            terminal.result(String.format(Locale.ROOT, "%,d rows in %s", s.rows(), files.csv()));
            if (s.ended() > 0 && seconds > 0) {
                terminal.note(String.format(
                        Locale.ROOT,
                        "%,d images in %s, %.1f images/s%s.",
                        s.ended(),
                        ProgressDisplay.text(s.elapsed()),
                        s.ended() / seconds,
                        devices.classes().isEmpty() ? "" : ", on " + devices.classes()));
            }
            if (result.failuresInFile() > 0) {
                terminal.result(String.format(
                        Locale.ROOT, "%,d images have no row: %s", result.failuresInFile(), files.failures()));
            }
        }
    }

    /** The exit code that the result stands for, with its one line if it went wrong. */
    int exitCode(RunResult result) {
        UserException failure = result.failure();
        if (failure != null) {
            FacetCommand.print(terminal.err(), failure.code().name(), failure.getMessage());
            return ExitCode.COULD_NOT_RUN;
        }
        if (result.snapshot().state() == RunSnapshot.State.STOPPED) {
            return ExitCode.INTERRUPTED;
        }
        return result.failuresInFile() > 0 ? ExitCode.FINISHED_WITH_FAILURES : ExitCode.DONE;
    }
}
