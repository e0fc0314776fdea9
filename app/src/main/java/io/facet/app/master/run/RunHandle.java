package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.farm.ContentService;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.output.OpenOutput;
import io.facet.app.master.watch.RunJournal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A run as those outside the master's loop hold it. Thread-safe. */
public final class RunHandle implements RunControl {
    private final MasterLoop loop;
    private final ActiveRun run;

    private RunHandle(MasterLoop loop, ActiveRun run) {
        this.loop = loop;
        this.run = run;
    }

    /**
     * Opens dataset and output and gives the run to the agents.
     *
     * @param journal told on the master's loop how each image fares
     * @throws UserException if one of them cannot be used; nothing has been changed then
     */
    public static RunHandle start(
            RunPlan plan,
            MasterLoop loop,
            Farm farm,
            ContentService content,
            String facetVersion,
            Clock clock,
            LongSupplier nanoTime,
            RunJournal journal) {
        AtomicReference<@Nullable ActiveRun> later = new AtomicReference<>();
        DatasetFeed feed = new DatasetFeed(
                plan.dataset(),
                () -> loop.execute(() -> {
                    ActiveRun run = later.get();
                    if (run != null) {
                        run.pump();
                    }
                }));
        try {
            feed.start();
            if (!feed.awaitFirst()) {
                throw new UserException(
                        UserException.Code.DATASET_EMPTY,
                        "There is no image in %s. Facet reads jpg, png, bmp, webp and tif files, in the folder itself and below it."
                                .formatted(plan.dataset()));
            }
            OpenOutput output = OpenOutput.open(plan.output(), facetVersion, clock);
            return start(plan, loop, farm, content, feed, output, clock, nanoTime, journal, later);
        } catch (RuntimeException e) {
            feed.close();
            throw e;
        }
    }

    private static RunHandle start(
            RunPlan plan,
            MasterLoop loop,
            Farm farm,
            ContentService content,
            DatasetFeed feed,
            OpenOutput output,
            Clock clock,
            LongSupplier nanoTime,
            RunJournal journal,
            AtomicReference<@Nullable ActiveRun> later) {
        try {
            return new RunHandle(loop, loop.call(() -> {
                ActiveRun active = new ActiveRun(plan, loop, farm, content, feed, output, clock, nanoTime, journal);
                later.set(active);
                active.start();
                return active;
            }));
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    @Override
    public RunSnapshot snapshot() {
        return run.snapshot();
    }

    @Override
    public CompletableFuture<RunResult> result() {
        return run.result();
    }

    /** Waits for the end, but no longer than {@code patience}. */
    public void awaitEnd(Duration patience) {
        try {
            run.result().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LoggerFactory.getLogger(RunHandle.class).warn("The run did not end in order: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        loop.execute(run::stop);
    }

    /** Waits for agents that can work, however long it takes, where the run would fail for want of them. */
    public void waitForAgents() {
        loop.execute(() -> run.prospects().bePatient());
    }

    /** The agent of this computer will work on the run; it is started again whenever it dies. */
    public void expectLocalAgent() {
        loop.execute(() -> run.prospects().expectLocal());
    }

    /** The agent of this computer is not started any more: the run fails, unless others work on it or are expected. */
    public void localAgentFailed(UserException why) {
        loop.execute(() -> run.prospects().localFailed(why));
    }

    @Override
    public void pause() {
        loop.execute(run::pause);
    }

    @Override
    public void unpause() {
        loop.execute(run::unpause);
    }

    @Override
    public void stopAfterRunning() {
        loop.execute(run::stopAfterRunning);
    }

    @Override
    public CompletableFuture<List<String>> retry(Collection<String> paths) {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        List<String> asked = List.copyOf(paths);
        Thread.ofVirtual().name("facet-retry").start(() -> {
            Map<String, Long> sizes = run.sizes(asked);
            loop.execute(() -> run.retry(sizes, done));
        });
        return done;
    }

    /** Ends the run because it cannot go on. */
    public void fail(UserException why) {
        loop.execute(() -> run.fail(why));
    }
}
