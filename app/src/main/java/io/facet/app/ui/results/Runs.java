package io.facet.app.ui.results;

import io.facet.app.desk.CurrentRun;
import io.facet.app.desk.Desk;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.ui.common.Background;

/** Starts runs from past ones. Confined to the window's thread. */
final class Runs {
    private final Desk desk;
    private final Background background;
    private final Runnable started;
    private boolean starting;

    /**
     * Starts nothing yet.
     *
     * @param started told when a run has started
     */
    Runs(Desk desk, Background background, Runnable started) {
        this.desk = desk;
        this.background = background;
        this.started = started;
    }

    /** Whether a run goes on or is about to, so that no other can start. */
    boolean busy() {
        CurrentRun run = desk.run();
        return starting || (run != null && !run.handle().result().isDone());
    }

    /** Takes the failed images of a past run up again; every row stays. */
    void retryFailed(PastRun run) {
        start(run, OutputRequest.Mode.RESUME, true);
    }

    /** Does a past run anew; its rows are replaced. */
    void again(PastRun run) {
        start(run, OutputRequest.Mode.OVERWRITE, false);
    }

    private void start(PastRun run, OutputRequest.Mode mode, boolean retryFailed) {
        if (starting) {
            return;
        }
        starting = true;
        RunRequest request = request(run.subject(), mode, retryFailed);
        background
                .task(() -> desk.start(request, new ImageBoard()))
                .onSuccess(current -> started.run())
                .andFinally(() -> starting = false)
                .start();
    }

    static RunRequest request(PastRun.Subject subject, OutputRequest.Mode mode, boolean retryFailed) {
        return new RunRequest(
                subject.dataset(),
                subject.csv(),
                subject.pipeline(),
                subject.model().isEmpty() ? null : subject.model(),
                subject.precision(),
                0,
                0,
                mode,
                retryFailed,
                false,
                FloatText.SHORTEST);
    }
}
