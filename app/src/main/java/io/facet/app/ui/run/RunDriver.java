package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.run.RunControl;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Steers the run of the page's dataset and says how far it is. Confined to the window's thread. */
final class RunDriver {
    private final RunDesk desk;
    private final RunSetup setup;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final Exports exports;
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(Progress.idle(0));
    private final ReadOnlyDoubleWrapper exporting = new ReadOnlyDoubleWrapper(Double.NaN);
    private @Nullable CurrentRun seen;
    private @Nullable CurrentRun watched;

    RunDriver(RunDesk desk, RunSetup setup, Background background, Notices notices, Texts texts, Exports exports) {
        this.desk = desk;
        this.setup = setup;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
        this.exports = exports;
    }

    ReadOnlyObjectProperty<Progress> progress() {
        return progress.getReadOnlyProperty();
    }

    /** How much of the rows is exported, 0 to 1; NaN while nothing is. */
    ReadOnlyDoubleProperty exporting() {
        return exporting.getReadOnlyProperty();
    }

    /** The run of the dataset that is chosen; null if there was none yet. */
    @Nullable
    CurrentRun run() {
        CurrentRun run = desk.run();
        Dataset dataset = setup.dataset();
        return run != null && dataset != null && run.watch().images() == dataset.board() ? run : null;
    }

    /** Takes over how things stand. */
    void refresh() {
        CurrentRun run = run();
        Dataset dataset = setup.dataset();
        progress.set(
                run != null
                        ? Progress.of(run)
                        : Progress.idle(dataset == null ? 0 : dataset.counts().images()));
        watch();
    }

    /** The end of every run is told once, wherever it was started. */
    private void watch() {
        CurrentRun latest = desk.run();
        if (latest != null && !latest.equals(seen)) {
            seen = latest;
            watched = latest;
        }
        CurrentRun now = watched;
        if (now != null && now.handle().result().isDone()) {
            watched = null;
            ended(now);
        }
    }

    /** Starts, pauses or resumes, whatever comes next. */
    void step() {
        switch (progress.get().step()) {
            case START -> start();
            case PAUSE, RESUME -> pauseOrResume();
            case NONE -> {}
        }
    }

    /** Starts a run, or resumes the one that is paused. */
    void startOrResume() {
        if (progress.get().step() != Progress.Step.PAUSE) {
            step();
        }
    }

    private void start() {
        setup.start(
                this::refresh,
                problem -> {
                    notices.tell(problem);
                    setup.refresh();
                },
                () -> notices.tell(Notices.Kind.INFO, texts.get("run.nothing-left")));
    }

    /** Pauses the run, or lets it go on; does nothing if none goes on. */
    void pauseOrResume() {
        withRun(handle -> {
            if (handle.snapshot().state() == RunSnapshot.State.PAUSED) {
                handle.unpause();
            } else {
                handle.pause();
            }
        });
    }

    /** Ends the run when the images under way are finished. */
    void stopAfterRunning() {
        withRun(RunControl::stopAfterRunning);
    }

    /** Ends the run now; images under way are for the next start. */
    void stopNow() {
        withRun(RunControl::stop);
    }

    /** Ends the run gently, and at once if it is ending gently already. */
    void stopNext() {
        if (progress.get().step() == Progress.Step.NONE) {
            stopNow();
        } else {
            stopAfterRunning();
        }
    }

    private void withRun(Consumer<RunControl> action) {
        CurrentRun run = run();
        if (run != null && !run.handle().result().isDone()) {
            action.accept(run.handle());
        }
    }

    /** Takes up failed images again; does nothing if no run goes on. */
    void retry(List<String> paths) {
        withRun(handle -> background
                .task(() -> handle.retry(paths).get())
                .onSuccess(taken -> notices.tell(
                        Notices.Kind.INFO, texts.get("run.retried", Figures.count(taken.size(), "image", "images"))))
                .start());
    }

    private void ended(CurrentRun run) {
        RunSnapshot last = run.handle().snapshot();
        var result = run.handle().result().join();
        if (result.failure() != null) {
            notices.tell(Notices.Kind.DANGER, result.failure().getMessage());
            return;
        }
        boolean finished = last.state() == RunSnapshot.State.FINISHED;
        notices.tell(
                finished ? Notices.Kind.SUCCESS : Notices.Kind.INFO,
                texts.get(
                        finished ? "run.finished" : "run.stopped",
                        Figures.count(last.rows(), "row", "rows"),
                        Figures.count(result.failuresInFile())));
        List<String> formats = setup.now().get().chosenFormats();
        if (finished && !formats.isEmpty() && !exports.formats().isEmpty()) {
            export(run, formats);
        }
    }

    private void export(CurrentRun run, List<String> formats) {
        exporting.set(0);
        background
                .action(() -> exports.export(run.plan().output().files().csv(), formats, this::exported))
                .named("unfinished.export", run.plan().output().files().csv())
                .onSuccess(done -> notices.tell(Notices.Kind.SUCCESS, texts.get("run.exported")))
                .onError(p -> notices.tell(Notices.Kind.DANGER, texts.get("run.not-exported", p.message())))
                .andFinally(() -> exporting.set(Double.NaN))
                .start();
    }

    private void exported(long done, long total) {
        double share = total == 0 ? 0 : Math.min(1, (double) done / total);
        background.onWindow(() -> {
            if (!Double.isNaN(exporting.get())) {
                exporting.set(share);
            }
        });
    }
}
