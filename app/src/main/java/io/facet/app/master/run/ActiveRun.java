package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.farm.ConnectedAgent;
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
import io.facet.protocol.Limits;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import io.facet.protocol.wire.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run from its first image to its last: feeds the scheduler with what the scan finds and the agents say, and carries
 * out what it decides. Confined to the master's loop, but for {@link #snapshot} and {@link #result}.
 */
final class ActiveRun implements Farm.Work, Effects {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);
    private static final int WRITER_BACKLOG = 4096;
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration STAMP_EVERY = Duration.ofSeconds(10);
    /** Between two ticks: then this computer slept, and no agent could be heard. */
    private static final Duration ASLEEP = Limits.HEARTBEAT.multipliedBy(2);

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
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Scheduler scheduler = new Scheduler(Policy.STANDARD, this);
    private final Prospects prospects = new Prospects();
    private final Receipts receipts;
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();

    private RunSnapshot.State state = RunSnapshot.State.WAITING;
    private boolean enoughAgents;
    private boolean ending;
    private long firstLease;
    private long lastTick;
    private long lastStamp;
    private long stamped;
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
            LongSupplier nanoTime) {
        this.plan = plan;
        this.runId = output.manifest().run();
        this.loop = loop;
        this.farm = farm;
        this.content = content;
        this.feed = feed;
        this.output = output;
        this.book = new RunBook(output);
        this.view = new RunView(feed, book);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.writer = new OutputWriter(output, e -> loop.execute(() -> fail(e)));
        this.receipts = new Receipts(writer, loop, farm);
    }

    // ---- life -----------------------------------------------------------------------------------------------

    void start() {
        loop.check();
        plan.models().forEach(m -> content.serveModel(m.sha256(), m.file()));
        lastTick = nanoTime.getAsLong();
        farm.work(this);
        stopTicking = loop.every(TICK, this::tick);
        tick();
    }

    private void tick() {
        if (ending) {
            return;
        }
        long now = nanoTime.getAsLong();
        long passed = now - lastTick;
        lastTick = now;
        if (passed > ASLEEP.toNanos()) {
            scheduler.postpone(passed);
            prospects.postpone(passed);
        }
        scheduler.tick(now);
        proceed(now);
        failIfNobodyCan();
        view.sample(now, book.ended());
        publish();
        if (book.ended() != stamped && now - lastStamp > STAMP_EVERY.toNanos()) {
            stamp();
        }
    }

    /** Lets the manifest say how far the run is, for whoever finds the files after a kill. */
    private void stamp() {
        stamped = book.ended();
        lastStamp = nanoTime.getAsLong();
        writer.stamp(book.manifest(Manifest.State.RUNNING, writer, null, clock));
    }

    /** Ends the run without waiting for images that are under way: the next start takes them up again. */
    void stop() {
        end(RunSnapshot.State.STOPPED, null);
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

    private void end(RunSnapshot.State last, @Nullable UserException why) {
        loop.check();
        if (ending) {
            return;
        }
        ending = true;
        state = last;
        scheduler.gate(false);
        receipts.close();
        feed.close();
        farm.agents().forEach(agent -> farm.send(agent, WireRun.end(runId, last.name())));
        farm.work(null);
        content.forgetRun();
        // Waiting for the disk is not for the loop.
        Thread.ofVirtual().name("facet-run-end").start(() -> closeFiles(last, why));
    }

    private void closeFiles(RunSnapshot.State last, @Nullable UserException why) {
        UserException failure = why;
        try {
            writer.finish();
            boolean finished = last == RunSnapshot.State.FINISHED;
            book.manifest(
                            finished ? Manifest.State.FINISHED : Manifest.State.INTERRUPTED,
                            writer,
                            finished ? writer.sha256() : null,
                            clock)
                    .write(output.request().files().manifest());
        } catch (UserException e) {
            failure = failure == null ? e : failure;
        }
        UserException reported = failure;
        loop.execute(() -> {
            state = reported == null ? last : RunSnapshot.State.FAILED;
            publish();
            stopTicking.run();
            result.complete(new RunResult(view.latest(), book.failuresInFile(), reported));
        });
    }

    /** Takes in what the scan has, lends what can be lent, and sees whether all is done. */
    private void proceed(long now) {
        if (ending) {
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
        enoughAgents |= remoteAgents() >= plan.agents();
        scheduler.gate(enoughAgents && writer.backlog() < WRITER_BACKLOG);
        scheduler.deal(now);
        if (scheduler.finished()) {
            end(RunSnapshot.State.FINISHED, null);
        }
    }

    /** The scan has more. */
    void pump() {
        proceed(nanoTime.getAsLong());
    }

    private void take(ScanEntry entry) {
        ImageItem item = entry.item();
        if (output.ended().contains(item.path())) {
            book.countKept();
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

    private List<Prospects.Present> present() {
        return farm.agents().stream()
                .map(a -> new Prospects.Present(a.hello().getLocal(), ofThisRun(a.run())))
                .toList();
    }

    /** What an agent says of another run, late or made up, says nothing about this one. */
    private RunStatus ofThisRun(RunStatus said) {
        return said.getRunId().equals(runId) ? said : RunStatus.getDefaultInstance();
    }

    private long remoteAgents() {
        return farm.agents().stream().filter(a -> !a.hello().getLocal()).count();
    }

    private void publish() {
        view.publish(state, scheduler, writer, farm.agents(), note(), elapsed());
    }

    private long elapsed() {
        return firstLease == 0 ? 0 : nanoTime.getAsLong() - firstLease;
    }

    private String note() {
        String nobody = farm.agents().isEmpty() ? "Waiting for an agent. " : "";
        String few = "Waiting for agents: %d of %d are here. ".formatted(remoteAgents(), plan.agents());
        return ((enoughAgents ? nobody : few) + prospects.trouble(present())).strip();
    }

    /** What it says is acted on at the next tick. */
    Prospects prospects() {
        return prospects;
    }

    // ---- what agents say ------------------------------------------------------------------------------------

    @Override
    public void joined(ConnectedAgent agent) {
        prospects.joined(agent.id());
        scheduler.join(agent.id(), agent.hello().getSlotsCount());
        farm.send(agent, WireRun.spec(runId, plan));
        proceed(nanoTime.getAsLong());
    }

    @Override
    public void left(ConnectedAgent agent, boolean abruptly) {
        if (abruptly) {
            prospects.cutOff(agent.id(), agent.run(), nanoTime.getAsLong());
        }
        scheduler.leave(agent.id(), abruptly);
        proceed(nanoTime.getAsLong());
    }

    @Override
    public void received(ConnectedAgent agent, AgentMessage message) {
        long now = nanoTime.getAsLong();
        switch (message.getKindCase()) {
            case DEMAND -> {
                if (message.getDemand().getRunId().equals(runId)) {
                    scheduler.demand(agent.id(), message.getDemand().getCredits());
                }
            }
            case RESULTS -> results(agent, message.getResults());
            case FAILURES -> failures(agent, message.getFailures());
            case TELEMETRY -> scheduler.renew(agent.id(), message.getTelemetry().getHeldLeasesList(), now);
            case DRAINING -> scheduler.drain(agent.id(), true);
            case RUN_STATUS -> status(agent, message.getRunStatus());
            case HELLO, LOG, KIND_NOT_SET -> {}
        }
        proceed(now);
        receipts.promise();
    }

    private void results(ConnectedAgent agent, ResultBatch batch) {
        boolean ours = batch.getRunId().equals(runId);
        for (Result r : batch.getResultsList()) {
            if (!ours) {
                acknowledge(agent.id(), List.of(r.getLeaseId()));
                continue;
            }
            var done = WireRun.outcome(r, agent.id(), plan.output().format().dimension());
            if (done.isPresent()) {
                agent.countDone();
                scheduler.done(agent.id(), r.getLeaseId(), r.getPath(), done.get());
            } else {
                agent.countFailed();
                scheduler.failed(agent.id(), r.getLeaseId(), r.getPath(), WireRun.notNumbers(r));
            }
        }
    }

    private void failures(ConnectedAgent agent, FailureBatch batch) {
        boolean ours = batch.getRunId().equals(runId);
        for (Failure f : batch.getFailuresList()) {
            if (ours) {
                agent.countFailed();
                scheduler.failed(agent.id(), f.getLeaseId(), f.getPath(), WireRun.attempt(f));
            } else {
                acknowledge(agent.id(), List.of(f.getLeaseId()));
            }
        }
    }

    private void status(ConnectedAgent agent, RunStatus status) {
        if (status.getState() != RunStatus.State.FAILED || !status.getRunId().equals(runId)) {
            return;
        }
        LOG.warn("Agent {} cannot take part: {}", agent.hello().getAgentName(), status.getMessage());
        scheduler.drain(agent.id(), true);
        failIfNobodyCan();
    }

    /** A run whose agents all said that they cannot take part would wait for ever. */
    private void failIfNobodyCan() {
        if (remoteAgents() >= plan.agents()) {
            prospects.verdict(present(), nanoTime.getAsLong()).ifPresent(this::fail);
        }
    }

    // ---- what the scheduler decides -------------------------------------------------------------------------

    @Override
    public void lease(String agentId, List<Grant> grants) {
        if (firstLease == 0) {
            firstLease = nanoTime.getAsLong();
            state = RunSnapshot.State.RUNNING;
        }
        for (Grant grant : grants) {
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
    public void settle(ImageItem item, Outcome outcome) {
        String agent =
                outcome instanceof Outcome.Done done ? farm.nameOf(done.by().agentId()) : "";
        boolean news = book.settled(outcome, agent);
        writer.settle(item, outcome);
        if (news) {
            stamp();
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
