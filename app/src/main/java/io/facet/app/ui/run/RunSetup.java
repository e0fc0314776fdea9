package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.output.PathSet;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.run.ModelOption.PrecisionOption;
import io.facet.app.ui.run.Setup.Refusal;
import io.facet.app.ui.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Lets the user say what is to be run, and starts it. Confined to the window's thread. */
final class RunSetup {
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
    private boolean overwrite;
    private boolean retryFailed;
    private boolean starting;
    private boolean wasRunning;
    private final SampleDrawing sample;
    private @Nullable CurrentRun seen;

    RunSetup(RunDesk desk, Settings settings, Background background, Exports exports) {
        this.desk = desk;
        this.settings = settings;
        this.choices = new Choices(settings);
        this.background = background;
        this.exports = exports;
        this.check = new OutputCheck(desk.library(), background);
        this.sample = new SampleDrawing(background);
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
        CurrentRun latest = desk.run();
        if (latest != null && !latest.equals(seen) && !starting) {
            seen = latest;
            takeOver(latest);
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
    private void takeOver(CurrentRun run) {
        Dataset former = dataset;
        if (former != null && former.board() == run.watch().images()) {
            return;
        }
        RunPlan plan = run.plan();
        check.forget(new OutputNotice.Nothing());
        take(new Dataset(plan.dataset(), run.watch().images()));
        csv = plan.output().files().csv();
        var model = plan.output().model();
        if (model != null) {
            choices.adopt(
                    model.id(), plan.precision(), plan.batch(), plan.output().ordered());
        }
        wasRunning = true;
    }

    /** Sets up what a run was made with, so that a start continues it; does nothing while the page is locked. */
    void open(RunFile file) {
        if (locked()) {
            return;
        }
        take(new Dataset(file.dataset()));
        csv = file.csv();
        String model = file.model();
        if (model != null) {
            choices.adopt(model, file.precision(), choices.get().batch(), file.ordered());
        }
        checkOutput();
        refresh();
    }

    /** Whether no other dataset can be chosen now. */
    boolean locked() {
        return starting || desk.running() || sample.active();
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

    /** Chooses a folder; does nothing while a run goes on or the sample is being drawn. */
    void choose(Path folder) {
        if (locked()) {
            return;
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
        Dataset former = dataset;
        if (former != null) {
            former.abandon();
        }
        dataset = chosen;
        problem = "";
        csv = null;
        overwrite = false;
        retryFailed = false;
        count(chosen);
    }

    private void count(Dataset chosen) {
        background
                .action(chosen::count)
                .onError(p -> unusable(chosen, p))
                .andFinally(() -> {
                    countLeft();
                    refresh();
                })
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
        if (!locked()) {
            sample.start(desk.documents(), this::choose, this::refresh);
            refresh();
        }
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
        boolean possible = choices.batch(text);
        if (possible) {
            refresh();
        }
        return possible;
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
        check.forget(overwrite ? new OutputNotice.Replaces() : new OutputNotice.Nothing());
        if (chosen == null || file == null || precision == null || !precision.here()) {
            return;
        }
        if (!overwrite && !desk.running()) {
            check.ask(OutputCheck.request(setup, chosen.folder(), file, false, false), () -> {
                countLeft();
                refresh();
            });
        }
    }

    private void countLeft() {
        Dataset chosen = dataset;
        if (chosen != null) {
            check.countLeft(chosen, this::refresh);
        }
    }

    /**
     * Starts the run, if it can be started.
     *
     * @param started told when it has
     * @param failed told why it has not
     * @param nothingLeft told if every image that is in the folder now has its outcome
     */
    void start(Runnable started, Consumer<Problem> failed, Runnable nothingLeft) {
        refresh();
        Setup setup = now.get();
        Dataset chosen = dataset;
        Path file = csv;
        if (setup.refusal() != Refusal.NONE || chosen == null || file == null) {
            return;
        }
        RunRequest request = OutputCheck.request(setup, chosen.folder(), file, overwrite, retryFailed);
        // What was counted may be out of date: before nothing is done, the folder is looked at once more.
        PathSet ended =
                check.notice() instanceof OutputNotice.Resumes r && r.complete() && !(retryFailed && r.failed() > 0)
                        ? check.ended()
                        : null;
        starting = true;
        refresh();
        background
                .task(() -> ended != null && !chosen.holdsOthersThan(ended)
                        ? Optional.<CurrentRun>empty()
                        : Optional.of(desk.start(request, chosen.board())))
                .onSuccess(run -> {
                    if (run.isEmpty()) {
                        nothingLeft.run();
                        return;
                    }
                    wasRunning = true;
                    seen = run.get();
                    settings.used(chosen.folder());
                    if (ended != null) {
                        count(chosen);
                    }
                    started.run();
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
                chosen == null ? Dataset.Counts.NONE : chosen.counts(),
                sample.drawn(),
                problem,
                models,
                model,
                precision,
                c.batch(),
                c.ordered(),
                csv,
                check.notice(),
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
        if (sample.active()) {
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
        return refusalOfOutput();
    }

    private Refusal refusalOfOutput() {
        if (check.pending()) {
            return Refusal.CHECKING_OUTPUT;
        }
        if (check.notice() instanceof OutputNotice.Differs) {
            return Refusal.OUTPUT_DIFFERS;
        }
        FarmSnapshot farm = desk.farm();
        if (farm.slots() > 0) {
            return Refusal.NONE;
        }
        boolean coming = farm.agents().stream().anyMatch(a -> a.state() == AgentStatus.State.CONNECTING);
        return coming ? Refusal.SLOTS_COMING : Refusal.NO_SLOT;
    }
}
