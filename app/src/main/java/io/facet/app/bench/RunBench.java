package io.facet.app.bench;

import io.facet.app.UserException;
import io.facet.app.installation.Programs;
import io.facet.app.master.Master;
import io.facet.app.master.RunSession;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.convert.BenchModel;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures whole runs: the real master, a real agent process, real files, the real CSV. What it needs lies in a folder
 * of its own in the account's cache and is deleted at the end.
 */
public final class RunBench {
    private static final long SEED = 1;

    /**
     * What is measured.
     *
     * @param images of each run with the model
     * @param size of the drawn JPEGs, in pixels
     * @param slots on processors
     * @param rounds runs with the model, each between two measurements of ONNX Runtime alone
     * @param rawSeconds of each measurement of ONNX Runtime alone
     * @param rows of the run without a model; 0 leaves it out
     */
    public record Settings(int images, int size, int slots, int rounds, int rawSeconds, int rows) {}

    private record Run(double perSecond, double startSeconds, RunSnapshot last) {}

    private final FacetHome home;
    private final Settings settings;
    private final Consumer<String> notes;

    /**
     * @param notes takes lines that say what is going on
     */
    public RunBench(FacetHome home, Settings settings, Consumer<String> notes) {
        this.home = home;
        this.settings = settings;
        this.notes = notes;
    }

    public RunFigures measure() throws InterruptedException {
        try (BenchFolder folder = BenchFolder.create(home)) {
            notes.accept("Drawing %d JPEGs of %d x %d".formatted(settings.images(), settings.size(), settings.size()));
            Path dataset = folder.drawImages(settings.images(), settings.size());
            Path model = folder.path("bench.onnx");
            BenchModel.write(SEED, model);
            ModelLibrary library = ModelLibrary.open(home);
            ModelCard card = library.catalogue().find(BenchModel.CARD);
            Path cardFile = folder.path("bench.yaml");
            Files.writeString(cardFile, CardYaml.write(card));

            List<Double> raw = new ArrayList<>();
            List<Run> runs = new ArrayList<>();
            raw.add(raw(model, cardFile));
            for (int round = 1; round <= settings.rounds(); round++) {
                Run run = run(library, dataset, folder.path("run.csv"), "embed", model);
                runs.add(run);
                raw.add(raw(model, cardFile));
                notes.accept(String.format(
                        Locale.ROOT,
                        "Round %d of %d: run %.2f images/s; ONNX Runtime alone %.2f before, %.2f after",
                        round,
                        settings.rounds(),
                        run.perSecond(),
                        raw.get(round - 1),
                        raw.get(round)));
            }
            Run rows = null;
            if (settings.rows() > 0) {
                notes.accept("%d rows without a model".formatted(settings.rows()));
                Path links = folder.linkImages(dataset, settings.rows());
                rows = run(library, links, folder.path("rows.csv"), "noop", null);
            }
            return figures(raw, runs, rows);
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_WRITE,
                    "The folder for the measurement in %s cannot be used (%s).".formatted(home.cache(), e.getMessage()),
                    e);
        }
    }

    /** Machines drift: each run is compared with what was measured around it, and the middle round is told. */
    private RunFigures figures(List<Double> raw, List<Run> runs, @Nullable Run rows) {
        double[] ratios = new double[runs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = runs.get(i).perSecond() / ((raw.get(i) + raw.get(i + 1)) / 2);
        }
        return new RunFigures(
                settings.images(),
                settings.size(),
                settings.slots(),
                settings.rounds(),
                median(raw.stream().mapToDouble(r -> r).toArray()),
                median(runs.stream().mapToDouble(Run::perSecond).toArray()),
                median(ratios),
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0),
                median(runs.stream().mapToDouble(r -> r.last().latency().p50()).toArray()),
                median(runs.stream().mapToDouble(r -> r.last().latency().p99()).toArray()),
                median(runs.stream().mapToDouble(Run::startSeconds).toArray()),
                rows == null ? 0 : settings.rows(),
                rows == null ? 0 : rows.perSecond(),
                peakRssMb());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double raw(Path model, Path card) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Programs.ofThisProcess().agent());
        command.addAll(List.of(
                "raw-rate",
                "--model",
                model.toString(),
                "--card",
                card.toString(),
                "--threads",
                Integer.toString(settings.slots()),
                "--seconds",
                Integer.toString(settings.rawSeconds())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new UserException(
                    UserException.Code.AGENT_START,
                    "ONNX Runtime alone cannot be measured: `facet-agent doctor` tells why.");
        }
        return Double.parseDouble(answer.strip());
    }

    private Run run(ModelLibrary library, Path dataset, Path csv, String pipeline, @Nullable Path model)
            throws InterruptedException {
        RunPlan plan = new RunPlanner(library)
                .plan(new RunRequest(
                        dataset,
                        csv,
                        pipeline,
                        model == null ? null : model.toString(),
                        "fp32",
                        0,
                        0,
                        OutputRequest.Mode.OVERWRITE,
                        false,
                        false,
                        FloatText.SHORTEST));
        AtomicLong started = new AtomicLong();
        AtomicLong firstLease = new AtomicLong();
        RunSession.Watcher watcher = new RunSession.Watcher() {
            @Override
            public void started(Master master) {
                started.set(System.nanoTime());
            }

            @Override
            public void at(RunSnapshot snapshot) {
                if (firstLease.get() == 0 && snapshot.elapsed().isPositive()) {
                    firstLease.set(System.nanoTime() - snapshot.elapsed().toNanos());
                }
            }

            @Override
            public void ended(RunResult result) {}
        };
        RunResult result =
                new RunSession(home, new RunSession.Place("127.0.0.1", 0, 0, settings.slots())).run(plan, watcher);
        if (result.failure() != null) {
            throw result.failure();
        }
        if (result.snapshot().state() == RunSnapshot.State.STOPPED) {
            throw new CancellationException("the measurement was interrupted");
        }
        RunSnapshot last = result.snapshot();
        double seconds = last.elapsed().toNanos() / 1e9;
        double start = firstLease.get() == 0 ? 0 : (firstLease.get() - started.get()) / 1e9;
        return new Run(last.ended() / seconds, start, last);
    }

    /** VmHWM of this process on Linux. */
    private static double peakRssMb() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
                }
            }
            return 0;
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Of a picture, by its number in the dataset. */
    public static String name(int index) {
        return String.format(Locale.ROOT, "%07d.jpg", index);
    }
}
