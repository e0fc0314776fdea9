package io.facet.app.bench.window;

import io.facet.app.master.run.RunControl;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.schedule.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A run that nobody steers: goes on until the measurement is over. Thread-safe. */
final class RehearsedRun implements RunControl {
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private volatile RunSnapshot snapshot = at(0, 0, 0, 0, 0, 0, Duration.ZERO);

    /** Takes over how far it is. */
    void tell(int found, long done, long failed, int running, long bytes, double perSecond, Duration elapsed) {
        snapshot = at(found, done, failed, running, bytes, perSecond, elapsed);
    }

    private static RunSnapshot at(
            int found, long done, long failed, int running, long bytes, double perSecond, Duration elapsed) {
        long left = perSecond > 0 ? Math.round((found - done - failed) / perSecond) : 0;
        return new RunSnapshot(
                RunSnapshot.State.RUNNING,
                found,
                false,
                done,
                0,
                Map.of(),
                Map.of(Reason.UNREADABLE, failed),
                running,
                done,
                bytes,
                perSecond,
                RunSnapshot.Latency.NONE,
                elapsed,
                new RunSnapshot.Range(
                        Duration.ofSeconds(left * 9 / 10),
                        Duration.ofSeconds(left),
                        Duration.ofSeconds(left * 11 / 10)),
                List.of(),
                "");
    }

    @Override
    public RunSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public CompletableFuture<RunResult> result() {
        return result;
    }

    @Override
    public void stop() {
        // it ends with the measurement
    }

    @Override
    public void pause() {
        // events go on: that is what is measured
    }

    @Override
    public void unpause() {
        // it was never paused
    }

    @Override
    public void stopAfterRunning() {
        // it ends with the measurement
    }

    @Override
    public CompletableFuture<List<String>> retry(Collection<String> paths) {
        return CompletableFuture.completedFuture(List.of());
    }
}
