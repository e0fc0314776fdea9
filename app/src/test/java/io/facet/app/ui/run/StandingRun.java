package io.facet.app.ui.run;

import io.facet.app.master.run.RunControl;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A run that goes on and gets nowhere. */
public record StandingRun(CompletableFuture<RunResult> result) implements RunControl {
    public StandingRun() {
        this(new CompletableFuture<>());
    }

    @Override
    public RunSnapshot snapshot() {
        return new RunSnapshot(
                RunSnapshot.State.RUNNING,
                5,
                false,
                2,
                0,
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
    public void stop() {}

    @Override
    public void pause() {}

    @Override
    public void unpause() {}

    @Override
    public void stopAfterRunning() {}

    @Override
    public CompletableFuture<List<String>> retry(Collection<String> paths) {
        return CompletableFuture.completedFuture(List.of());
    }
}
