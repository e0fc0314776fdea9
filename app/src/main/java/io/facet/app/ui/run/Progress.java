package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is. Immutable.
 *
 * @param state null if none was started on this dataset
 * @param total images that will have an outcome, as far as they are counted
 * @param done images that need no more work and have not failed, those of former starts included
 * @param left until the end, if it can be told
 * @param note what the run waits for, as a sentence; empty if it does not wait
 * @param problem why the run could not go on, as a sentence; empty unless it failed
 */
record Progress(
        RunSnapshot.@Nullable State state,
        long total,
        long done,
        long failed,
        long running,
        RunSnapshot.@Nullable Range left,
        double imagesPerSecond,
        Duration elapsed,
        long rows,
        long bytes,
        String note,
        String problem) {

    /** Nothing runs on a dataset of that many images. */
    static Progress idle(long images) {
        return new Progress(null, images, 0, 0, 0, null, 0, Duration.ZERO, 0, 0, "", "");
    }

    static Progress of(CurrentRun run) {
        RunSnapshot s = run.handle().snapshot();
        boolean over = s.state().isEnd();
        return new Progress(
                s.state(),
                s.found(),
                s.done() + s.keptRows() + s.noFaceInAll(),
                s.failedInAll(),
                over ? 0 : s.running(),
                over ? null : s.left(),
                over ? 0 : s.imagesPerSecond(),
                s.elapsed(),
                s.rows(),
                s.bytes(),
                s.note(),
                problem(run));
    }

    private static String problem(CurrentRun run) {
        RunResult result = run.handle().result().getNow(null);
        return result == null || result.failure() == null
                ? ""
                : result.failure().getMessage();
    }

    /** Images that wait for an agent. */
    long remaining() {
        return Math.max(0, total - done - failed - running);
    }

    /** Whether a run goes on. */
    boolean active() {
        return state != null && !state.isEnd();
    }

    /** What the main button does. */
    Step step() {
        if (state == null || state.isEnd()) {
            return Step.START;
        }
        return switch (state) {
            case PAUSED -> Step.RESUME;
            case STOPPING -> Step.NONE;
            default -> Step.PAUSE;
        };
    }

    /** What can be done next about a run. */
    enum Step {
        START,
        PAUSE,
        RESUME,
        NONE
    }
}
