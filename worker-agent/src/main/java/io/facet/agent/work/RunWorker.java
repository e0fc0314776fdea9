package io.facet.agent.work;

import io.facet.agent.content.ContentSource;
import io.facet.models.ModelException;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.SlotTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This agent's part in one run: asks for images, brings them through fetching, decoding and the model, and keeps what
 * comes out until the master has it. Stages are bounded: files ahead by number and bytes, decoded images by the places in
 * the batches, everything together by the demand. Thread-safe; closed by its maker.
 */
public final class RunWorker implements TaskSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
    /** Tries to make a run ready while the connection is cut again and again; what was fetched is kept. */
    private static final int TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** An image takes seconds. What takes minutes hangs in a disk or a driver, and is another agent's. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(10);

    private final RunSpec spec;
    private final RunPreparer preparer;
    private final ContentSource content;
    private final Consumer<AgentMessage> send;
    private final LinkedBlockingQueue<Task> intake = new LinkedBlockingQueue<>();
    private final HeldTasks held = new HeldTasks();
    private final Outbox outbox;
    private final MasterSide master;
    private final Thread sending;
    private final Object lock = new Object();
    private Thread preparing;
    /** Whoever made the run ready and was told not to: what it makes of that is not said. */
    private @Nullable Thread abandoned;

    private @Nullable Stages stages;
    private boolean closed;

    /**
     * Begins to make the run ready.
     *
     * @param send says something to the master, or drops it while there is none; does not wait
     */
    public RunWorker(RunSpec spec, RunPreparer preparer, ContentSource content, Consumer<AgentMessage> send) {
        this.spec = spec;
        this.preparer = preparer;
        this.content = content;
        this.send = send;
        this.outbox = new Outbox(spec.getRunId(), Outbox.LINGER);
        this.master = new MasterSide(spec.getRunId(), send, held, outbox::size);
        this.preparing = startPreparing();
        this.sending = Thread.ofPlatform().name("facet-outbox").daemon().start(this::sendAll);
    }

    public RunSpec spec() {
        return spec;
    }

    // ---- making ready ---------------------------------------------------------------------------------------

    private Thread startPreparing() {
        return Thread.ofPlatform().name("facet-prepare").daemon().start(this::prepare);
    }

    /**
     * Frees the models and makes the run ready again. What is held stays: images without an outcome are begun anew. Waits
     * until the models are free. Not to be called while {@link #close} is.
     *
     * @param now without waiting for the images in progress
     * @param between called when no model is loaded
     */
    public void rework(boolean now, Runnable between) {
        try {
            endPreparing();
            master.again();
            endStages(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // the agent ends
        }
        between.run();
        intake.clear();
        intake.addAll(held.anew());
        synchronized (lock) {
            if (!closed) {
                preparing = startPreparing();
            }
        }
    }

    private void endPreparing() throws InterruptedException {
        Thread current;
        synchronized (lock) {
            current = preparing;
            abandoned = current;
        }
        current.interrupt();
        current.join();
    }

    private void endStages(boolean now) throws InterruptedException {
        Stages open;
        synchronized (lock) {
            open = stages;
            stages = null;
        }
        if (open != null) {
            if (!now) {
                open.finishRunning(STUCK_AFTER);
            }
            open.close();
        }
    }

    private void prepare() {
        try {
            begin(prepareThroughCuts());
        } catch (ModelException e) {
            cannot(e.code().name(), e.getMessage());
        } catch (ProtocolException e) {
            cannot(e.code().name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("Making the run ready", e);
            cannot("INTERNAL", "The run could not be made ready: " + e);
        }
    }

    /** A master that goes away while a model is fetched is waited for: the run is not at fault. */
    private PreparedRun prepareThroughCuts() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int left = TRIES - 1; ; left--) {
            try {
                return preparer.prepare(spec, master::preparing);
            } catch (ProtocolException e) {
                if (e.code() != ProtocolException.Code.MASTER_UNREACHABLE || left == 0) {
                    throw e;
                }
                LOG.info("Making the run ready was cut off and is taken up again: {}", e.getMessage());
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
            master.awaitConnected();
        }
    }

    private void cannot(String code, String message) {
        boolean wanted;
        synchronized (lock) {
            wanted = Thread.currentThread() != abandoned;
        }
        if (wanted && !master.isClosed()) {
            LOG.error("This agent cannot take part in the run: {}", message);
            master.failed(code, message);
        }
    }

    private void begin(PreparedRun prepared) {
        Stages next = new Stages(prepared, intake, task -> content.read(task.lease()), held, this);
        synchronized (lock) {
            if (closed) {
                next.close();
                return;
            }
            stages = next;
            next.start();
        }
        master.ready(next.parallel(), next::imagesPerSecond);
    }

    /** Whether it could not be made ready. */
    public boolean hasFailed() {
        return master.hasFailed();
    }

    // ---- what the master says -------------------------------------------------------------------------------

    /** The master is there and knows of this run: hands in what it has not acknowledged, and asks for images. */
    public void connected() {
        outbox.connected();
        master.connected();
    }

    /**
     * The master is away: what has not begun is let go, what has goes on. When this returns, nothing that belongs to the
     * connection that was cut will be sent any more.
     */
    public void disconnected() {
        master.disconnected();
        outbox.disconnected();
        intake.clear();
        held.disconnected();
    }

    public void lease(List<Lease> leases) {
        int refused = 0;
        for (Lease lease : leases) {
            Task task = new Task(lease);
            if (held.add(task)) {
                intake.add(task);
            } else {
                refused++;
            }
        }
        if (refused > 0) {
            LOG.warn("The master lent {} images more than this agent may hold; they are left to expire", refused);
        }
        master.leased(leases.size());
    }

    public void acknowledge(List<Long> leaseIds) {
        outbox.forget(held.remove(leaseIds));
        master.askForMore();
    }

    public void revoke(List<Long> leaseIds) {
        List<Task> revoked = held.remove(leaseIds);
        intake.removeAll(revoked);
        outbox.forget(revoked);
        master.askForMore();
    }

    /** From now on nothing more is asked for, or again is. */
    public void accept(boolean on) {
        master.accept(on);
    }

    // ---- what comes out -------------------------------------------------------------------------------------

    @Override
    public void done(Task task, Result.Builder result) {
        if (held.settle(task)) {
            outbox.add(task, result);
            forgetIfUnwanted(task);
            master.askForMore();
        }
    }

    @Override
    public void failed(Task task, Failure.Builder failure) {
        if (held.settle(task)) {
            outbox.add(task, failure);
            forgetIfUnwanted(task);
            master.askForMore();
        }
    }

    /** It may have been revoked between the two lines above: nobody would acknowledge it then. */
    private void forgetIfUnwanted(Task task) {
        if (!held.holds(task)) {
            outbox.forget(List.of(task));
        }
    }

    @Override
    public void dropped(Task task) {
        held.remove(task);
        master.askForMore();
    }

    private void sendAll() {
        try {
            while (true) {
                outbox.sendNext(send);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- what it says of itself -----------------------------------------------------------------------------

    /** Images between lease and acknowledgement. */
    public List<Long> heldLeases() {
        return held.leaseIds();
    }

    /** Those of them that are to be renewed: a lease of an image that hangs here runs out, so that the run can end. */
    public List<Long> renewedLeases() {
        return held.healthyLeaseIds(System.nanoTime(), STUCK_AFTER);
    }

    /** Images whose outcome the master has not acknowledged. */
    public int unacknowledged() {
        return outbox.size();
    }

    public List<SlotTelemetry> slots() {
        Stages now;
        synchronized (lock) {
            now = stages;
        }
        return now == null ? List.of() : now.telemetry();
    }

    /** Waits until the master has everything, but no longer than {@code patience}. */
    public void awaitIdle(Duration patience) throws InterruptedException {
        held.awaitEmpty(patience);
    }

    /** Ends every thread and frees the models. Waits for runs that are under way. */
    @Override
    public void close() {
        Stages open;
        synchronized (lock) {
            closed = true;
            open = stages;
        }
        master.close();
        held.clear();
        sending.interrupt();
        if (open != null) {
            open.close();
        }
        try {
            sending.join();
            endPreparing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
