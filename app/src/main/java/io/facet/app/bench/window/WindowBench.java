package io.facet.app.bench.window;

import io.facet.app.UserException;
import io.facet.app.bench.BenchFolder;
import io.facet.app.desk.CurrentRun;
import io.facet.app.desk.Desk;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.ui.common.FxThread;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Measures the main window while a large run is shown: the real window, page, board and journal; events, agents and the
 * growing file are made up. What it needs lies in a folder of its own, which is deleted at the end.
 */
public final class WindowBench {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(10);
    private static final double MB = 1 << 20;
    private static final long SEED = 3;

    /**
     * What is measured.
     *
     * @param images on the board, at least
     * @param labels of those
     * @param events a second
     * @param seconds measured
     */
    public record Settings(int images, int labels, int events, int seconds) {
        /** The most images that a label may have here. */
        public static final int MOST_OF_A_LABEL = Board.MOST_OF_A_LABEL;
    }

    private final FacetHome home;
    private final Settings settings;
    private final Consumer<String> notes;

    /**
     * Measures nothing yet.
     *
     * @param notes takes lines that say what is going on
     */
    public WindowBench(FacetHome home, Settings settings, Consumer<String> notes) {
        this.home = home;
        this.settings = settings;
        this.notes = notes;
    }

    /**
     * Measures; takes some seconds longer than asked.
     *
     * @throws UserException if there is no room for the files, or no window can be opened
     */
    public WindowFigures measure() throws InterruptedException {
        OpenWindow.headlessUnlessTold();
        try (BenchFolder folder = BenchFolder.create(home)) {
            notes.accept("Making a board of %d images".formatted(settings.images()));
            Board board = Board.make(folder, settings.images(), settings.labels());
            FacetHome own = FacetHome.under(folder.path("home"));
            try (Desk desk = Desk.open(new Desk.Opening(own, "127.0.0.1", 0));
                    GrowingCsv csv = new GrowingCsv(folder.path("rows").resolve("embeddings.csv"))) {
                return measure(board, desk, csv, folder);
            }
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_WRITE,
                    "The folder for the measurement in %s cannot be used (%s).".formatted(home.cache(), e.getMessage()),
                    e);
        }
    }

    private WindowFigures measure(Board board, Desk desk, GrowingCsv csv, BenchFolder folder)
            throws InterruptedException {
        RunWatch watch = new RunWatch(board.board());
        RehearsedRun run = new RehearsedRun();
        RehearsedFarm farm = new RehearsedFarm(new SplittableRandom(SEED));
        RunRequest request = request(board.folder(), folder.path("rows").resolve("embeddings.csv"));
        try (EventLoad load =
                new EventLoad(watch, board.images(), csv, run, farm, settings.events(), Clock.systemUTC())) {
            desk.rehearse(
                    new CurrentRun(request, new RunPlanner(desk.library()).plan(request), run, watch), farm::snapshot);
            load.start();
            try (OpenWindow window = OpenWindow.open(desk, folder.path("window.json"), WIDTH, HEIGHT);
                    Tour tour = new Tour(window.scene())) {
                tour.start();
                return measure(board, load, window, tour);
            }
        }
    }

    static RunRequest request(Path dataset, Path csv) {
        return new RunRequest(
                dataset, csv, "noop", null, "fp32", 0, 0, OutputRequest.Mode.RESUME, false, false, FloatText.SHORTEST);
    }

    /** In two halves: what is in use is counted before, between and after them, and a collection would hold up all. */
    private WindowFigures measure(Board board, EventLoad load, OpenWindow window, Tour tour)
            throws InterruptedException {
        Duration length = Duration.ofSeconds(settings.seconds());
        Duration warmUp = length.compareTo(LONGEST_WARM_UP) < 0 ? length : LONGEST_WARM_UP;
        notes.accept("Warming up for %d s, then measuring for %d s".formatted(warmUp.toSeconds(), length.toSeconds()));
        DelayProbe probe = new DelayProbe(new FxThread()::later);
        new DelayProbe(new FxThread()::later).measure(warmUp);
        double before = loadAverage();
        double heapStart = heapMb();
        Half first = half(probe, length.dividedBy(2), load, window, tour);
        double heapMiddle = heapMb();
        Half second = half(probe, length.dividedBy(2), load, window, tour);
        double heapEnd = heapMb();
        Delays delays = probe.delays();
        double seconds = first.seconds() + second.seconds();
        double p50 = delays.quantileMillis(0.5);
        double p99 = delays.quantileMillis(0.99);
        return new WindowFigures(
                System.getProperty("glass.platform", "screen"),
                System.getProperty("prism.order", "default"),
                (int) window.scene().getWidth(),
                (int) window.scene().getHeight(),
                board.board().size(),
                board.labels(),
                settings.events(),
                (first.events() + second.events()) / seconds,
                warmUp.toMillis() / 1000.0,
                seconds,
                delays.count(),
                p50,
                delays.quantileMillis(0.9),
                p99,
                delays.quantileMillis(1),
                WindowFigures.MEDIAN_LIMIT_MS,
                WindowFigures.P99_LIMIT_MS,
                p50 <= WindowFigures.MEDIAN_LIMIT_MS && p99 <= WindowFigures.P99_LIMIT_MS,
                (first.pulses() + second.pulses()) / seconds,
                (first.cpuNanos() + second.cpuNanos()) / 1e9 / seconds,
                first.actions() + second.actions(),
                heapStart,
                heapMiddle,
                heapEnd,
                heapEnd - heapStart,
                Runtime.getRuntime().availableProcessors(),
                before,
                loadAverage());
    }

    private record Half(double seconds, long events, long pulses, long cpuNanos, int actions) {}

    private static Half half(DelayProbe probe, Duration length, EventLoad load, OpenWindow window, Tour tour)
            throws InterruptedException {
        long start = System.nanoTime();
        long events = load.events();
        long pulses = window.pulses();
        long cpu = window.cpuNanos();
        int actions = tour.played();
        probe.measure(length);
        return new Half(
                (System.nanoTime() - start) / 1e9,
                load.events() - events,
                window.pulses() - pulses,
                window.cpuNanos() - cpu,
                tour.played() - actions);
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double heapMb() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MB;
    }
}
