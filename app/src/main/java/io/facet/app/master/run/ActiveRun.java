package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.farm.ContentService;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OpenOutput;
import io.facet.app.master.output.OutputWriter;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.scan.ScanEntry;
import io.facet.app.master.schedule.Effects;
import io.facet.app.master.schedule.Grant;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Policy;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.schedule.Scheduler;
import io.facet.app.master.watch.RunEvent.Kind;
import io.facet.app.master.watch.RunJournal;
import io.facet.protocol.wire.MasterMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run from its first image to its last: feeds the scheduler with what the scan finds and the agents say, and carries
 * out what it decides. Confined to the master's loop, but for {@link #snapshot} and {@link #result}.
 */
final class ActiveRun implements Effects {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);
    private static final int WRITER_BACKLOG = 4096;
    private static final Duration TICK = Duration.ofMillis(200);

    private final RunPlan plan;
    private final String runId;
    private final MasterLoop loop;
    private final Farm farm;
    private final ContentService content;
    private final DatasetFeed feed;
    private final OpenOutput output;
    private final OutputWriter writer;
    private final RunBook book;
    private final RunView view;
    private final LongSupplier nanoTime;
    private final RunJournal journal;
    private final RunNews news;
    private final RunClock running;
    private final Retries retries;
    private final Scheduler scheduler = new Scheduler(Policy.STANDARD, this);
    private final Prospects prospects = new Prospects();
    private final SleepWatch sleepWatch;
    private final Receipts receipts;
    private final RunStamps stamps;
    private final AgentDesk desk;
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();

    /** Null until the run has ended. */
    private RunSnapshot.@Nullable State last;

    private boolean enoughAgents;
    private boolean paused;
    private boolean stopping;
    private Runnable stopTicking = () -> {};

    /** Takes over {@code feed} and {@code output}, and closes them. */
    ActiveRun(
            RunPlan plan,
            MasterLoop loop,
            Farm farm,
            ContentService content,
            DatasetFeed feed,
            OpenOutput output,
            Clock clock,
            LongSupplier nanoTime,
            RunJournal journal) {
        this.plan = plan;
        this.runId = output.manifest().run();
        this.loop = loop;
        this.farm = farm;
        this.content = content;
        this.feed = feed;
        this.output = output;
        this.book = new RunBook(output);
        this.view = new RunView(feed, book);
        this.nanoTime = nanoTime;
        this.journal = new GuardedJournal(journal);
        this.news = new RunNews(this.journal, clock);
        this.running = new RunClock(nanoTime);
        this.writer = new OutputWriter(output, e -> loop.execute(() -> fail(e)));
        this.retries = new Retries(plan.dataset(), this::mayRetry, writer);
        this.sleepWatch = new SleepWatch(nanoTime.getAsLong());
        this.receipts = new Receipts(writer, loop, farm);
        this.stamps = new RunStamps(book, writer, clock);
        Inbox inbox = new Inbox(runId, plan.output().format().dimension(), receipts, scheduler);
        this.desk = new AgentDesk(runId, plan, farm, scheduler, inbox, news, prospects, nanoTime, this::pump);
    }

    // ---- life -----------------------------------------------------------------------------------------------

    void start() {
        loop.check();
        plan.models().forEach(m -> content.serveModel(m.sha256(), m.file()));
        journal.began();
        news.tell(Kind.STARTED, "The run started.");
        farm.work(desk);
        desk.open();
        stopTicking = loop.every(TICK, this::tick);
        tick();
    }

    private void tick() {
        if (ending()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long slept = sleepWatch.slept(now);
        if (slept > 0) {
            scheduler.postpone(slept);
            prospects.postpone(slept);
        }
        scheduler.tick(now);
        proceed(now);
        desk.verdict(now).ifPresent(this::fail);
        view.sample(running.nanos());
        journal.tick(!paused);
        publish();
        stamps.tick(now);
    }

    /** Lends nothing until {@link #unpause}; what is lent goes on. */
    void pause() {
        if (!paused && !stopping && !ending()) {
            paused = true;
            running.pause();
            news.tell(Kind.PAUSED, "The run was paused.");
            pump();
            publish();
        }
    }

    /** Goes on. */
    void unpause() {
        if (paused && !ending()) {
            paused = false;
            running.resume();
            news.tell(Kind.RESUMED, "The run goes on.");
            pump();
            publish();
        }
    }

    /** Lends nothing more, and ends the run when nothing is lent any more. */
    void stopAfterRunning() {
        if (!stopping && !ending()) {
            stopping = true;
            news.tell(Kind.STOPPING, "The run stops when the images under way are finished.");
            pump();
            publish();
        }
    }

    /** Ends the run without waiting for images that are under way: the next start takes them up again. */
    void stop() {
        end(RunSnapshot.State.STOPPED, null);
    }

    /** The sizes of images that are to be tried again. Reads the disk; any thread. */
    Map<String, Long> sizes(Collection<String> paths) {
        return retries.sizes(paths);
    }

    /** Takes the failures of these images back, by path and size; completes {@code done} with those that are tried again. */
    void retry(Map<String, Long> sizes, CompletableFuture<List<String>> done) {
        if (ending() || stopping) {
            done.complete(List.of());
        } else {
            retries.begin(sizes, done, taken -> loop.execute(() -> again(taken, done)));
        }
    }

    /** Whether the scan has met the image: it will not find it once more. */
    private boolean mayRetry(String path) {
        return !output.ended().contains(path) || book.keepsFailure(path);
    }

    private void again(List<Retries.Taken> taken, CompletableFuture<List<String>> done) {
        taken.forEach(t -> book.takenBack(t.item().path(), t.failure().reason()));
        boolean goesOn = !ending();
        if (goesOn && !taken.isEmpty()) {
            for (Retries.Taken t : taken) {
                scheduler.again(t.item(), t.failure().attempts());
                journal.retried(t.item());
            }
            news.tell(Kind.RETRIED, "Failed images are tried again: %,d.".formatted(taken.size()));
        }
        retries.taken(done, goesOn ? taken : List.of());
        pump();
    }

    /** Ends the run because it cannot go on. */
    void fail(UserException why) {
        LOG.error("The run cannot go on: {}", why.getMessage());
        end(RunSnapshot.State.FAILED, why);
    }

    /** Completed when the run has ended and its files are closed. */
    CompletableFuture<RunResult> result() {
        return result;
    }

    /** How the run stands; renewed at every tick. Any thread. */
    RunSnapshot snapshot() {
        return view.latest();
    }

    private boolean ending() {
        return last != null;
    }

    private void end(RunSnapshot.State how, @Nullable UserException why) {
        loop.check();
        if (ending()) {
            return;
        }
        last = how;
        running.pause();
        scheduler.gate(false);
        receipts.close();
        feed.close();
        farm.agents().forEach(agent -> farm.send(agent, WireRun.end(runId, how.name())));
        farm.work(null);
        content.forgetRun();
        // Waiting for the disk is not for the loop.
        Thread.ofVirtual().name("facet-run-end").start(() -> closeFiles(how, why));
    }

    private void closeFiles(RunSnapshot.State how, @Nullable UserException why) {
        UserException failure = why;
        try {
            writer.finish();
            boolean finished = how == RunSnapshot.State.FINISHED;
            String digest = finished ? writer.sha256() : null;
            stamps.last(loop, finished ? Manifest.State.FINISHED : Manifest.State.INTERRUPTED, digest)
                    .write(output.request().files().manifest());
        } catch (UserException e) {
            failure = failure == null ? e : failure;
        }
        UserException reported = failure;
        loop.execute(() -> {
            last = reported == null ? how : RunSnapshot.State.FAILED;
            retries.abandon();
            news.ended(last, reported);
            publish();
            stopTicking.run();
            result.complete(new RunResult(view.latest(), book.failuresInFile(), reported));
        });
    }

    /** Takes in what the scan has, lends what can be lent, and sees whether all is done. */
    private void proceed(long now) {
        if (ending()) {
            return;
        }
        while (scheduler.wantsMore()) {
            ScanEntry entry = feed.poll();
            if (entry == null) {
                if (feed.exhausted()) {
                    scheduler.scanComplete();
                }
                break;
            }
            take(entry);
        }
        enoughAgents |= desk.remoteAgents() >= plan.agents();
        scheduler.gate(enoughAgents && !paused && !stopping && writer.backlog() < WRITER_BACKLOG);
        scheduler.deal(now);
        if (retries.underWay()) {
            return; // what is taken back will be worked on
        }
        if (scheduler.finished()) {
            end(RunSnapshot.State.FINISHED, null);
        } else if (stopping && scheduler.leased() == 0) {
            end(RunSnapshot.State.STOPPED, null);
        }
    }

    /** Something has happened: the scan has more, or an agent has said something. */
    void pump() {
        proceed(nanoTime.getAsLong());
        receipts.promise();
    }

    private void take(ScanEntry entry) {
        ImageItem item = entry.item();
        if (output.ended().contains(item.path())) {
            keep(item);
            writer.skip(item.sequence());
            return;
        }
        switch (entry) {
            case ScanEntry.Image image -> scheduler.add(item);
            case ScanEntry.Unusable unusable -> {
                scheduler.passed(item.sequence());
                settle(item, new Outcome.Failed(Reason.UNREADABLE, unusable.why(), 0));
            }
        }
    }

    private void keep(ImageItem item) {
        Outcome.Failed failure = book.kept(item.path());
        if (failure == null) {
            journal.kept(item);
        } else {
            journal.failedBefore(item, failure);
        }
    }

    private void publish() {
        view.publish(state(), scheduler, writer, farm.agents(), desk.note(enoughAgents), running.nanos());
    }

    private RunSnapshot.State state() {
        if (last != null) {
            return last;
        }
        if (stopping) {
            return RunSnapshot.State.STOPPING;
        }
        if (paused) {
            return RunSnapshot.State.PAUSED;
        }
        return running.started() ? RunSnapshot.State.RUNNING : RunSnapshot.State.WAITING;
    }

    /** What it says is acted on at the next tick. */
    Prospects prospects() {
        return prospects;
    }

    // ---- what the scheduler decides -------------------------------------------------------------------------

    @Override
    public void lease(String agentId, List<Grant> grants) {
        running.start();
        String name = farm.nameOf(agentId);
        for (Grant grant : grants) {
            journal.leased(grant.item(), agentId, name, grant.attempt());
            content.leased(
                    grant.leaseId(),
                    agentId,
                    plan.dataset().resolve(grant.item().path()));
        }
        for (MasterMessage message : WireRun.leases(runId, grants)) {
            farm.send(agentId, message);
        }
    }

    @Override
    public void over(long leaseId) {
        content.ended(leaseId);
    }

    @Override
    public void requeued(ImageItem item) {
        journal.requeued(item);
    }

    @Override
    public void settle(ImageItem item, Outcome outcome) {
        String agent =
                outcome instanceof Outcome.Done done ? farm.nameOf(done.by().agentId()) : "";
        boolean newClass = book.settled(outcome, agent);
        writer.settle(item, outcome);
        journal.settled(item, outcome);
        if (outcome instanceof Outcome.Failed failed && failed.reason() != Reason.NO_FACE) {
            news.failed(item, failed);
        }
        if (newClass) {
            stamps.now(nanoTime.getAsLong());
        }
    }

    @Override
    public void acknowledge(String agentId, List<Long> leaseIds) {
        receipts.owe(agentId, leaseIds);
    }

    @Override
    public void revoke(String agentId, List<Long> leaseIds) {
        farm.send(agentId, WireRun.revoke(leaseIds));
    }
}
