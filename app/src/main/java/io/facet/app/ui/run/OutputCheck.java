package io.facet.app.ui.run;

import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.FormerOutput;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.output.PathSet;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out, away from the window's thread, what would become of the CSV. Confined to the window's thread. */
final class OutputCheck {
    private final ModelLibrary library;
    private final Background background;
    private int asked;
    private int answered;
    private @Nullable PathSet ended;
    private OutputNotice notice = new OutputNotice.Nothing();

    OutputCheck(ModelLibrary library, Background background) {
        this.library = library;
        this.background = background;
    }

    /** Whether an answer is on its way. */
    boolean pending() {
        return asked != answered;
    }

    /** What is known now. */
    OutputNotice notice() {
        return notice;
    }

    /** Forgets what is asked, so that no answer comes. */
    void forget(OutputNotice instead) {
        answered = ++asked;
        ended = null;
        notice = instead;
    }

    /** Images with an outcome in the CSV that the last answer was of; null if there are none. To be locked on. */
    @Nullable
    PathSet ended() {
        return ended;
    }

    /** Asks; only the answer to the last question is told of. */
    void ask(RunRequest request, Runnable answered) {
        int number = ++asked;
        background
                .task(() -> look(request))
                .onSuccess(found -> {
                    if (number == asked) {
                        this.answered = number;
                        ended = found instanceof FormerOutput.Resumable r ? r.ended() : null;
                        notice = notice(found);
                        answered.run();
                    }
                })
                .onError(problem -> {
                    if (number == asked) {
                        this.answered = number;
                        notice = new OutputNotice.Differs(problem.message());
                        answered.run();
                    }
                })
                .start();
    }

    /**
     * Finds out, path by path, how many images of a dataset the CSV lacks; does nothing before both are known.
     *
     * @param counted told when that is known
     */
    void countLeft(Dataset dataset, Runnable counted) {
        PathSet there = ended;
        if (there == null || dataset.counts().counting()) {
            return;
        }
        int number = asked;
        background
                .task(() -> dataset.without(there))
                .onSuccess(left -> {
                    if (number == asked && notice instanceof OutputNotice.Resumes r) {
                        notice = r.withLeft(left);
                        counted.run();
                    }
                })
                .start();
    }

    /** Of a dataset that is not there, its own card tells. */
    private FormerOutput look(RunRequest request) {
        return Files.isDirectory(request.dataset())
                ? FormerOutput.look(new RunPlanner(library).plan(request).output())
                : new FormerOutput.None();
    }

    private static OutputNotice notice(FormerOutput found) {
        return switch (found) {
            case FormerOutput.None _ -> new OutputNotice.Nothing();
            case FormerOutput.Resumable r ->
                new OutputNotice.Resumes(r.rows(), r.ended().size(), r.failed(), OutputNotice.Resumes.UNKNOWN);
            case FormerOutput.Refused refused ->
                new OutputNotice.Differs(withoutFlags(refused.why().getMessage()));
        };
    }

    /** A sentence that speaks of command-line flags is of no use in a window, whose buttons say the same. */
    static String withoutFlags(String message) {
        int last = message.lastIndexOf(". ");
        return message.contains("--") && last > 0 ? message.substring(0, last + 1) : message;
    }

    /** What is asked of the master for a setup. */
    static RunRequest request(Setup setup, Path dataset, Path csv, boolean overwrite, boolean retryFailed) {
        ModelOption model = setup.model();
        return new RunRequest(
                dataset,
                csv,
                null,
                model == null ? null : model.id(),
                setup.precision(),
                setup.batch(),
                0,
                overwrite ? OutputRequest.Mode.OVERWRITE : OutputRequest.Mode.RESUME,
                retryFailed && !overwrite,
                setup.ordered(),
                FloatText.SHORTEST);
    }
}
