package io.facet.app.ui.run;

import io.facet.app.UserException;
import io.facet.app.master.run.RunControl;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run that goes on and gets nowhere. */
public record StandingRun(CompletableFuture<RunResult> result, List<String> asked) implements RunControl {
    public StandingRun() {
        this(new CompletableFuture<>(), new CopyOnWriteArrayList<>());
    }

    /** Ends because it cannot go on. */
    void fail(String why) {
        result.complete(
                new RunResult(at(RunSnapshot.State.FAILED), 0, new UserException(UserException.Code.DISK_FULL, why)));
    }

    /** Ends as it should. */
    void finish() {
        result.complete(new RunResult(at(RunSnapshot.State.FINISHED), 0, null));
    }

    @Override
    public RunSnapshot snapshot() {
        RunResult ended = result.getNow(null);
        return ended == null ? at(RunSnapshot.State.RUNNING) : ended.snapshot();
    }

    private static RunSnapshot at(RunSnapshot.State state) {
        return new RunSnapshot(
                state,
                5,
                false,
                2,
                0,
                Map.of(),
                Map.of(),
                1,
                2,
                100,
                1,
                RunSnapshot.Latency.NONE,
                Duration.ofSeconds(2),
                null,
                List.of(),
                "");
    }

    @Override
    public void stop() {
        asked.add("stop");
    }

    @Override
    public void pause() {
        asked.add("pause");
    }

    @Override
    public void unpause() {
        asked.add("unpause");
    }

    @Override
    public void stopAfterRunning() {
        asked.add("stop after running");
    }

    @Override
    public CompletableFuture<List<String>> retry(Collection<String> paths) {
        return CompletableFuture.completedFuture(List.of());
    }
}
