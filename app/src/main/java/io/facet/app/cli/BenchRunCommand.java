package io.facet.app.cli;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.facet.app.bench.RunBench;
import io.facet.app.bench.RunFigures;
import io.facet.protocol.home.FacetHome;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet bench run}. */
@Command(
        name = "run",
        description =
                "Whole runs, from files to the CSV: images per second with a ResNet-50 against ONNX Runtime alone, and rows per second through the master with no model at all.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchRunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Images of each run. Default: 3000.")
    private int images;

    @Option(
            names = "--size",
            paramLabel = "PX",
            defaultValue = "250",
            description = "Width and height of the drawn JPEGs. Default: 250.")
    private int size;

    @Option(
            names = "--cpu-workers",
            paramLabel = "M",
            description = "Processor slots, and concurrent Runs of the raw measurement. Default: one per processor.")
    private @Nullable Integer cpuWorkers;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Runs, each between two measurements of ONNX Runtime alone. Default: 2.")
    private int rounds;

    @Option(
            names = "--raw-seconds",
            paramLabel = "S",
            defaultValue = "8",
            description = "How long each measurement of ONNX Runtime alone takes. Default: 8.")
    private int rawSeconds;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Images of the run with no model: links to the drawn ones. 0 leaves it out. Default: 20000.")
    private int rows;

    @Option(names = "--json", description = "The figures as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (images < 1
                || images > 1_000_000
                || size < 16
                || size > 4096
                || rows < 0
                || rows > 2_000_000
                || rounds < 1
                || rounds > 100
                || rawSeconds < 1) {
            throw RunOptions.usage("--images, --size, --rounds, --rows or --raw-seconds is out of range.");
        }
        WorkerCounts.check(command, "--cpu-workers", cpuWorkers);
        int slots = cpuWorkers == null || cpuWorkers == 0 ? Runtime.getRuntime().availableProcessors() : cpuWorkers;
        Terminal terminal = new Terminal(
                command.commandLine().getOut(), command.commandLine().getErr());
        RunBench.Settings settings = new RunBench.Settings(images, size, slots, rounds, rawSeconds, rows);
        RunFigures figures = new RunBench(FacetHome.ofThisAccount(), settings, terminal::note).measure();
        if (json) {
            terminal.result(figures.toJson());
        } else {
            print(terminal, figures);
        }
        return ExitCode.DONE;
    }

    private static void print(Terminal terminal, RunFigures f) {
        terminal.result(line("ONNX Runtime alone", "%.2f images/s", f.rawImagesPerS()));
        terminal.result(line(
                "Whole run",
                "%.2f images/s, %d x %d images on %d slots, files to CSV",
                f.runImagesPerS(),
                f.rounds(),
                f.images(),
                f.cpuWorkers()));
        terminal.result(line("Ratio", "%.3f (%.3f to %.3f)", f.ratio(), f.ratioMin(), f.ratioMax()));
        terminal.result(line(
                "Latency of an image", "%.0f ms median, %.0f ms 99th percentile", f.latencyMsP50(), f.latencyMsP99()));
        terminal.result(line("Start to first image", "%.1f s (master, agent, model)", f.startS()));
        if (f.rows() > 0) {
            terminal.result(line("Rows through the master", "%.0f rows/s, %d rows, no model", f.rowsPerS(), f.rows()));
        }
        terminal.result(line("Master's memory", "%.0f MB resident at most", f.masterPeakRssMb()));
    }

    @FormatMethod
    private static String line(String what, @FormatString String format, Object... values) {
        return String.format("%-25s", what) + String.format(Locale.ROOT, format, values);
    }
}
