package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.models.ModelLibrary;
import io.facet.app.sample.SamplePictures;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.run.ModelOption.PrecisionOption;
import io.facet.app.ui.run.Setup.Refusal;
import io.facet.app.ui.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Lets the user say what is to be run, and starts it. Confined to the window's thread. */
final class RunSetup {
    /** The most images that may go through a model at once. */
    static final int LARGEST_BATCH = 1024;

    private static final Dataset.Counts UNKNOWN = Dataset.Counts.NONE;

    private final RunDesk desk;
    private final Settings settings;
    private final Choices choices;
    private final Background background;
    private final Exports exports;
    private final OutputCheck check;
    private final ReadOnlyObjectWrapper<Setup> now;
    private List<ModelOption> models = List.of();
    private @Nullable Dataset dataset;
    private String problem = "";
    private @Nullable Path csv;
    private OutputNotice output = new OutputNotice.Nothing();
    private boolean overwrite;
    private boolean retryFailed;
    private boolean starting;
    private boolean wasRunning;
    private volatile double drawing = Double.NaN;

    RunSetup(RunDesk desk, Settings settings, Background background, Exports exports) {
        this.desk = desk;
        this.settings = settings;
        this.choices = new Choices(settings);
        this.background = background;
        this.exports = exports;
        this.check = new OutputCheck(desk.library(), background);
        this.now = new ReadOnlyObjectWrapper<>(setup());
    }

    ReadOnlyObjectProperty<Setup> now() {
        return now.getReadOnlyProperty();
    }

    /** The dataset that is chosen. */
    @Nullable
    Dataset dataset() {
        return dataset;
    }

    /** Takes over how things stand. */
    void refresh() {
        boolean running = desk.running();
        if (running && !starting) {
            takeOver(desk.run());
        }
        if (wasRunning && !running) {
            overwrite = false;
            retryFailed = false;
            checkOutput();
        }
        wasRunning = running;
        now.set(setup());
    }

    /** A run that was started elsewhere, such as from a past one, is shown as if it had been started here. */
    private void takeOver(@Nullable CurrentRun run) {
        Dataset former = dataset;
        if (run == null || (former != null && former.board() == run.watch().images())) {
            return;
        }
        if (former != null) {
            former.abandon();
        }
        take(new Dataset(run.plan().dataset(), run.watch().images()));
        csv = run.request().csv();
    }

    /** Reads once more which models there are. */
    void loadModels() {
        ModelLibrary library = desk.library();
        background
                .task(() -> ModelOption.all(library))
                .onSuccess(found -> {
                    boolean other = !found.equals(models);
                    models = found;
                    if (other) {
                        checkOutput();
                    }
                    refresh();
                })
                .start();
    }

    /** Chooses a folder; does nothing while a run goes on. */
    void choose(Path folder) {
        if (desk.running() || starting) {
            return;
        }
        Dataset former = dataset;
        if (former != null) {
            former.abandon();
        }
        Dataset chosen = new Dataset(folder.toAbsolutePath().normalize());
        take(chosen);
        if (problem.isEmpty()) {
            csv = folderForRuns().resolve(chosen.name()).resolve("embeddings.csv");
        }
        checkOutput();
        refresh();
    }

    private void take(Dataset chosen) {
        dataset = chosen;
        problem = "";
        csv = null;
        overwrite = false;
        retryFailed = false;
        background
                .action(chosen::count)
                .onError(p -> unusable(chosen, p))
                .andFinally(this::refresh)
                .start();
    }

    private void unusable(Dataset chosen, Problem why) {
        if (chosen == dataset) {
            problem = why.message();
        }
    }

    private Path folderForRuns() {
        Path folder = settings.get().outputFolder();
        return folder == null ? desk.documents().resolve("runs") : folder;
    }

    /** Draws the sample dataset, unless it is there, and chooses it. */
    void chooseSample() {
        if (desk.running() || !Double.isNaN(drawing)) {
            return;
        }
        Path folder = desk.documents().resolve("sample-faces");
        drawing = 0;
        refresh();
        background
                .action(() -> {
                    if (!Files.isDirectory(folder)) {
                        SamplePictures.draw(folder, (done, total) -> drawing = (double) done / total);
                    }
                })
                .named("unfinished.sample")
                .onSuccess(done -> {
                    drawing = Double.NaN;
                    choose(folder);
                })
                .onError(p -> problem = p.message())
                .andFinally(() -> {
                    drawing = Double.NaN;
                    refresh();
                })
                .start();
    }

    void model(String id) {
        choices.model(id);
        checkOutput();
        refresh();
    }

    void precision(String name) {
        choices.precision(name);
        checkOutput();
        refresh();
    }

    /**
     * Chooses how many images go through a model at once.
     *
     * @param text a number, or empty for what each agent finds best
     * @return whether that is possible; if not, nothing changes
     */
    boolean batch(String text) {
        String wanted = text.strip();
        if (!wanted.isEmpty() && !wanted.matches("[0-9]{1,4}")) {
            return false;
        }
        int images = wanted.isEmpty() ? 0 : Integer.parseInt(wanted);
        if (images > LARGEST_BATCH || (images == 0 && !wanted.isEmpty())) {
            return false;
        }
        choices.batch(images);
        refresh();
        return true;
    }

    void ordered(boolean value) {
        choices.ordered(value);
        checkOutput();
        refresh();
    }

    void format(String key, boolean wanted) {
        choices.format(key, wanted);
        refresh();
    }

    /** Chooses another file for the rows. */
    void csv(Path file) {
        csv = file.toAbsolutePath().normalize();
        overwrite = false;
        retryFailed = false;
        checkOutput();
        refresh();
    }

    /** The file that is there will be replaced. */
    void overwrite(boolean value) {
        overwrite = value;
        retryFailed = false;
        checkOutput();
        refresh();
    }

    /** Images that failed before run again, or do not. */
    void retryFailed(boolean value) {
        retryFailed = value;
        refresh();
    }

    boolean retriesFailed() {
        return retryFailed;
    }

    private void checkOutput() {
        Dataset chosen = dataset;
        Path file = csv;
        Setup setup = setup();
        PrecisionOption precision = setup.precisionOption();
        check.cancel();
        output = overwrite ? new OutputNotice.Replaces() : new OutputNotice.Nothing();
        if (chosen == null || file == null || precision == null || !precision.here()) {
            return;
        }
        if (!overwrite && !desk.running() && Files.isDirectory(chosen.folder())) {
            check.ask(OutputCheck.request(setup, chosen.folder(), file, false, false), notice -> {
                output = notice;
                refresh();
            });
        }
    }

    /**
     * Starts the run, if it can be started.
     *
     * @param started told when it has
     * @param failed told why it has not
     */
    void start(Consumer<CurrentRun> started, Consumer<Problem> failed) {
        refresh();
        Setup setup = now.get();
        Dataset chosen = dataset;
        Path file = csv;
        if (setup.refusal() != Refusal.NONE || chosen == null || file == null) {
            return;
        }
        RunRequest request = OutputCheck.request(setup, chosen.folder(), file, overwrite, retryFailed);
        starting = true;
        refresh();
        background
                .task(() -> desk.start(request, chosen.board()))
                .onSuccess(run -> {
                    wasRunning = true;
                    settings.used(chosen.folder());
                    started.accept(run);
                })
                .onError(failed)
                .andFinally(() -> {
                    starting = false;
                    refresh();
                })
                .start();
    }

    private Setup setup() {
        var c = choices.get();
        ModelOption model = models.stream()
                .filter(m -> m.id().equals(c.model() == null ? ModelLibrary.DEFAULT_MODEL : c.model()))
                .findFirst()
                .orElse(models.isEmpty() ? null : models.getFirst());
        String precision =
                model == null ? c.precision() : model.precision(c.precision()).name();
        Dataset chosen = dataset;
        return new Setup(
                chosen == null ? null : chosen.folder(),
                chosen == null ? UNKNOWN : chosen.counts(),
                drawing,
                problem,
                models,
                model,
                precision,
                c.batch(),
                c.ordered(),
                csv,
                output,
                exports.formats(),
                c.formats(),
                settings.get().recentDatasets(),
                starting || desk.running(),
                refusal(chosen, model, precision));
    }

    private Refusal refusal(@Nullable Dataset chosen, @Nullable ModelOption model, String precision) {
        if (starting) {
            return Refusal.STARTING;
        }
        if (desk.running()) {
            return Refusal.LOCKED;
        }
        if (!Double.isNaN(drawing)) {
            return Refusal.DRAWING;
        }
        if (!problem.isEmpty()) {
            return Refusal.DATASET_UNUSABLE;
        }
        if (chosen == null || csv == null) {
            return Refusal.NO_DATASET;
        }
        if (chosen.counts().images() == 0) {
            return chosen.counts().counting() ? Refusal.COUNTING : Refusal.EMPTY;
        }
        if (model == null) {
            return Refusal.NO_MODELS;
        }
        if (!model.precision(precision).here()) {
            return Refusal.MODEL_MISSING;
        }
        return refusalOfOutput(chosen.counts());
    }

    private Refusal refusalOfOutput(Dataset.Counts counts) {
        if (check.pending()) {
            return Refusal.CHECKING_OUTPUT;
        }
        if (output instanceof OutputNotice.Differs) {
            return Refusal.OUTPUT_DIFFERS;
        }
        if (output instanceof OutputNotice.Resumes r
                && !counts.counting()
                && r.ended() >= counts.images() + counts.unusable()
                && !(retryFailed && r.failed() > 0)) {
            return Refusal.ALL_DONE;
        }
        FarmSnapshot farm = desk.farm();
        if (farm.slots() > 0) {
            return Refusal.NONE;
        }
        boolean coming = farm.agents().stream().anyMatch(a -> a.state() == AgentStatus.State.CONNECTING);
        return coming ? Refusal.SLOTS_COMING : Refusal.NO_SLOT;
    }
}
