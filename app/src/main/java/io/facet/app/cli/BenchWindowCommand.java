package io.facet.app.cli;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.facet.app.UserException;
import io.facet.app.bench.window.WindowBench;
import io.facet.app.bench.window.WindowFigures;
import io.facet.app.installation.ChildProgram;
import io.facet.app.installation.Programs;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet bench window}. */
@Command(
        name = "window",
        description =
                "Whether the window stays quick: opens it in memory, without a screen, on a run of many images and thousands of events a second, and measures how long work waits for its thread.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchWindowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Images in the table. Default: 200000.")
    private int images;

    @Option(names = "--labels", paramLabel = "N", defaultValue = "500", description = "Labels of those. Default: 500.")
    private int labels;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Events of images a second. Default: 5000.")
    private int events;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long is measured, after a warm-up. Default: 60.")
    private int seconds;

    @Option(names = "--json", description = "The figures as one JSON object.")
    private boolean json;

    /** In this process, whatever options its Java has. */
    @Option(names = "--here", hidden = true)
    private boolean here;

    @Override
    public Integer call() throws InterruptedException {
        if (images < 1 || images > 1_000_000 || labels < 1 || labels > images || events < 1 || events > 100_000) {
            throw RunOptions.usage("--images, --labels or --events is out of range.");
        }
        if (Math.ceilDiv(images, labels) > WindowBench.Settings.MOST_OF_A_LABEL) {
            throw RunOptions.usage("--labels is too low: a label has %d images at most here."
                    .formatted(WindowBench.Settings.MOST_OF_A_LABEL));
        }
        if (seconds < 2 || seconds > 86_400) {
            throw RunOptions.usage("--seconds is %d; give 2 to 86400.".formatted(seconds));
        }
        return here ? measure() : elsewhere();
    }

    /** The Java of a command has less memory than that of a window, and collects garbage in another way. */
    private int elsewhere() throws InterruptedException {
        List<String> program = new ArrayList<>(Programs.ofThisProcess().window());
        program.addAll(List.of("bench", "window", "--here"));
        program.addAll(List.of("--images", String.valueOf(images), "--labels", String.valueOf(labels)));
        program.addAll(List.of("--events", String.valueOf(events), "--seconds", String.valueOf(seconds)));
        if (json) {
            program.add("--json");
        }
        try {
            return ChildProgram.inPlace(program);
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.INTERNAL, "Java cannot be started (%s).".formatted(e.getMessage()), e);
        }
    }

    private int measure() throws InterruptedException {
        Terminal terminal = new Terminal(
                command.commandLine().getOut(), command.commandLine().getErr());
        WindowFigures figures = new WindowBench(
                        FacetHome.ofThisAccount(),
                        new WindowBench.Settings(images, labels, events, seconds),
                        terminal::note)
                .measure();
        if (json) {
            terminal.result(figures.toJson());
        } else {
            print(terminal, figures);
        }
        return ExitCode.DONE;
    }

    private static void print(Terminal terminal, WindowFigures f) {
        terminal.result(line(
                "Window",
                "%d x %d, %s, drawn by %s; %,d images of %,d labels",
                f.width(),
                f.height(),
                f.platform(),
                f.pipeline(),
                f.images(),
                f.labels()));
        terminal.result(line(
                "Load",
                "%.0f events/s of %d asked, %d actions, for %.1f s after %.0f s to warm up",
                f.eventsPerS(),
                f.eventsAsked(),
                f.actions(),
                f.seconds(),
                f.warmUpS()));
        terminal.result(line(
                "Delay of its thread",
                "%.2f ms median, %.2f ms 90th, %.2f ms 99th percentile, %.0f ms at most; %d samples",
                f.delayMsP50(),
                f.delayMsP90(),
                f.delayMsP99(),
                f.delayMsMax(),
                f.samples()));
        terminal.result(line(
                "Limits",
                "median %.0f ms: %s; 99th percentile %.0f ms: %s",
                f.limitMsP50(),
                met(f.medianMet()),
                f.limitMsP99(),
                met(f.p99Met())));
        terminal.result(line(
                "Work of its thread",
                "%.1f layouts a second, %.0f%% of one processor",
                f.pulsesPerS(),
                100 * f.threadCpu()));
        terminal.result(line(
                "Heap in use",
                "%.1f MB at the start, %.1f MB in the middle, %.1f MB at the end: %+.1f MB",
                f.heapStartMb(),
                f.heapMiddleMb(),
                f.heapEndMb(),
                f.heapGrowthMb()));
        terminal.result(line(
                "Computer",
                "%d processors, load average %.1f before and %.1f after",
                f.processors(),
                f.loadBefore(),
                f.loadAfter()));
    }

    private static String met(boolean value) {
        return value ? "met" : "not met";
    }

    @FormatMethod
    private static String line(String what, @FormatString String format, Object... values) {
        return String.format("%-25s", what) + String.format(Locale.ROOT, format, values);
    }
}
