package io.facet.app.desk;

import io.facet.app.UserException;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.history.RunDetails;
import io.facet.app.master.history.RunHistory;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.ModelCard;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the runs of a desk into the history, on a thread of its own: no run waits for a disk, and none depends on being
 * recorded. Thread-safe; closing writes what is left to write.
 */
final class RunRecorder implements Desk.RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);
    private static final int SECONDS_BETWEEN_UPDATES = 5;
    private static final int SECONDS_TO_CLOSE = 10;

    private final RunHistory history;
    private final ModelLibrary library;
    private final AgentOrder order;
    private final Clock clock;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("facet-history").daemon().factory());

    /** What is being recorded. Only the writer's thread touches it. */
    private @Nullable PastRun current;

    private volatile @Nullable ScheduledFuture<?> updates;

    RunRecorder(RunHistory history, ModelLibrary library, AgentOrder order, Clock clock) {
        this.history = history;
        this.library = library;
        this.order = order;
        this.clock = clock;
    }

    @Override
    public void started(CurrentRun run) {
        PastRun begun = PastRun.begun(PastRun.Subject.of(run.plan(), title(run)), clock.instant());
        writer.execute(() -> begin(begun));
        ScheduledFuture<?> former = updates;
        if (former != null) {
            former.cancel(false);
        }
        updates = writer.scheduleWithFixedDelay(
                () -> update(run), SECONDS_BETWEEN_UPDATES, SECONDS_BETWEEN_UPDATES, TimeUnit.SECONDS);
    }

    private String title(CurrentRun run) {
        return run.plan().models().stream()
                .findFirst()
                .map(m ->
                        library.catalogue().lookUp(m.id()).map(ModelCard::title).orElse(m.id()))
                .orElse("");
    }

    private void begin(PastRun begun) {
        current = begun;
        guarded(() -> history.begin(begun));
    }

    private void update(CurrentRun run) {
        PastRun known = current;
        if (known != null) {
            RunSnapshot snapshot = run.handle().snapshot();
            PastRun now = known.at(snapshot, run.watch().retries(), run.watch().requeued());
            current = now;
            guarded(() -> history.update(now, details(run, snapshot)));
        }
    }

    @Override
    public void ended(CurrentRun run, RunResult result) {
        // The board may serve another run soon: its figures are taken now, and written later.
        RunDetails details = details(run, result.snapshot());
        long retries = run.watch().retries();
        long requeued = run.watch().requeued();
        ScheduledFuture<?> ticking = updates;
        if (ticking != null) {
            ticking.cancel(false);
        }
        writer.execute(() -> {
            PastRun known = current;
            if (known != null) {
                current = null;
                PastRun last = known.ended(result, clock.instant(), retries, requeued);
                guarded(() -> history.finish(last, details));
            }
        });
    }

    private RunDetails details(CurrentRun run, RunSnapshot snapshot) {
        return RunCharts.of(
                snapshot,
                run.watch().throughput().series(),
                run.watch().events().since(-1),
                order);
    }

    private static void guarded(Runnable write) {
        try {
            write.run();
        } catch (UserException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
                LOG.warn("The run history was not written to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        history.close();
    }
}
