package io.facet.app.ui.run;

import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.FormerOutput;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Finds out, away from the window's thread, what would become of the CSV. Confined to the window's thread. */
final class OutputCheck {
    private final ModelLibrary library;
    private final Background background;
    private int asked;
    private int answered;

    OutputCheck(ModelLibrary library, Background background) {
        this.library = library;
        this.background = background;
    }

    /** Whether an answer is on its way. */
    boolean pending() {
        return asked != answered;
    }

    /** Forgets what is asked, so that no answer comes. */
    void cancel() {
        answered = ++asked;
    }

    /** Asks; only the answer to the last question comes. */
    void ask(RunRequest request, Consumer<OutputNotice> answer) {
        int number = ++asked;
        background
                .task(() ->
                        FormerOutput.look(new RunPlanner(library).plan(request).output()))
                .onSuccess(found -> {
                    if (number == asked) {
                        answered = number;
                        answer.accept(notice(found));
                    }
                })
                .onError(problem -> {
                    if (number == asked) {
                        answered = number;
                        answer.accept(new OutputNotice.Differs(problem.message()));
                    }
                })
                .start();
    }

    private static OutputNotice notice(FormerOutput found) {
        return switch (found) {
            case FormerOutput.None _ -> new OutputNotice.Nothing();
            case FormerOutput.Resumable r -> new OutputNotice.Resumes(r.rows(), r.ended(), r.failed());
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
