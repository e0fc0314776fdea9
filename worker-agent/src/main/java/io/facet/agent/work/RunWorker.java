package io.facet.agent.work;

import io.facet.agent.content.ContentSource;
import io.facet.models.ModelException;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.SlotTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This agent's part in one run: asks for images, brings them through fetching, decoding and the model, and keeps what
 * comes out until the master has it. Stages are bounded: files ahead by a semaphore, decoded images by the places in the
 * batches, everything together by the demand. Thread-safe; closed by its maker.
 */
public final class RunWorker implements TaskSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

    private final RunSpec spec;
    private final RunPreparer preparer;
    private final ContentSource content;
    private final Consumer<AgentMessage> send;
    private final LinkedBlockingQueue<Task> intake = new LinkedBlockingQueue<>();
    private final HeldTasks held = new HeldTasks();
    private final Outbox outbox;
    private final List<SlotMeter> meters = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Object demandLock = new Object();
    private final Thread preparing;

    private @Nullable DemandWindow demand;
    private boolean connected;
    private boolean accepting = true;
    private RunStatus status;
    private @Nullable Lanes lanes;
    private volatile boolean closed;

    /**
     * Begins to make the run ready.
     *
     * @param send says something to the master, or drops it while there is none
     */
    public RunWorker(RunSpec spec, RunPreparer preparer, ContentSource content, Consumer<AgentMessage> send) {
        this.spec = spec;
        this.preparer = preparer;
        this.content = content;
        this.send = send;
        this.outbox = new Outbox(spec.getRunId());
        this.status = status(RunStatus.State.PREPARING, "", "", 0);
        this.preparing = Thread.ofPlatform().name("facet-prepare").daemon().start(this::prepare);
    }

    public RunSpec spec() {
        return spec;
    }

    // ---- making ready ---------------------------------------------------------------------------------------

    private void prepare() {
        try {
            PreparedRun prepared =
                    preparer.prepare(spec, (what, done) -> say(status(RunStatus.State.PREPARING, "", what, done)));
            begin(prepared);
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

    private void cannot(String code, String message) {
        LOG.error("This agent cannot take part in the run: {}", message);
        say(status(RunStatus.State.FAILED, code, Limits.cut(message), 0));
    }

    private void begin(PreparedRun prepared) {
        Lanes ready = new Lanes();
        List<Runnable> slots = new ArrayList<>();
        int parallel = 0;
        for (PreparedRun.DeviceLane device : prepared.lanes()) {
            Lane lane = ready.add(
                    device.engine(), device.deviceClass(), device.slotIds().size(), device.batch());
            parallel += device.slotIds().size() * device.batch();
            for (String slotId : device.slotIds()) {
                SlotMeter meter = new SlotMeter(slotId);
                meters.add(meter);
                slots.add(new SlotRunner(slotId, ready, lane, meter, this));
            }
        }
        Loader loader = new Loader(
                intake, 2 * parallel + 4, ready, t -> content.read(t.lease()), prepared.needsContent(), held, this);
        synchronized (demandLock) {
            if (closed) {
                ready.close();
                return;
            }
            lanes = ready;
            demand = new DemandWindow(parallel);
            for (int i = 0; i < slots.size(); i++) {
                start("facet-slot-" + i, slots.get(i));
            }
            int decoders = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), parallel));
            for (int i = 0; i < decoders; i++) {
                start("facet-decode-" + i, loader::loadAll);
            }
            start("facet-intake", loader::fetchAll);
            start("facet-outbox", this::sendAll);
        }
        say(status(RunStatus.State.READY, "", "", 1));
        askForMore();
    }

    private void start(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name(name).daemon().start(work));
    }

    private RunStatus status(RunStatus.State state, String code, String message, double progress) {
        return RunStatus.newBuilder()
                .setRunId(spec.getRunId())
                .setState(state)
                .setCode(code)
                .setMessage(message)
                .setProgress(progress)
                .build();
    }

    private void say(RunStatus next) {
        synchronized (demandLock) {
            status = next;
        }
        send.accept(AgentMessage.newBuilder().setRunStatus(next).build());
    }

    // ---- what the master says -------------------------------------------------------------------------------

    /** The master is there and knows of this run: hands in what it has not acknowledged, and asks for images. */
    public void connected() {
        RunStatus now;
        synchronized (demandLock) {
            connected = true;
            now = status;
        }
        send.accept(AgentMessage.newBuilder().setRunStatus(now).build());
        outbox.connected();
        askForMore();
    }

    /** The master is away: what has not begun is let go, what has goes on. */
    public void disconnected() {
        synchronized (demandLock) {
            connected = false;
            if (demand != null) {
                demand.reset();
            }
        }
        outbox.disconnected();
        intake.clear();
        held.disconnected();
    }

    public void lease(List<Lease> leases) {
        for (Lease lease : leases) {
            Task task = new Task(lease);
            held.add(task);
            intake.add(task);
        }
        synchronized (demandLock) {
            if (demand != null) {
                demand.leased(leases.size());
            }
        }
    }

    public void acknowledge(List<Long> leaseIds) {
        outbox.acknowledged(held.remove(leaseIds));
        askForMore();
    }

    public void revoke(List<Long> leaseIds) {
        List<Task> revoked = held.remove(leaseIds);
        intake.removeAll(revoked);
        outbox.acknowledged(revoked);
        askForMore();
    }

    /** From now on nothing more is asked for, or again is. */
    public void accept(boolean on) {
        synchronized (demandLock) {
            accepting = on;
            if (!on && demand != null) {
                demand.reset();
            }
        }
        askForMore();
    }

    private void askForMore() {
        int credits;
        synchronized (demandLock) {
            if (!connected || !accepting || demand == null) {
                return;
            }
            credits = demand.more(held.size(), imagesPerSecond());
        }
        if (credits > 0) {
            send.accept(AgentMessage.newBuilder()
                    .setDemand(Demand.newBuilder().setRunId(spec.getRunId()).setCredits(credits))
                    .build());
        }
    }

    // ---- what comes out -------------------------------------------------------------------------------------

    @Override
    public void done(Task task, Result.Builder result) {
        if (held.holds(task)) {
            outbox.add(task, result);
        }
    }

    @Override
    public void failed(Task task, Failure.Builder failure) {
        if (held.holds(task)) {
            outbox.add(task, failure);
        }
    }

    @Override
    public void dropped(Task task) {
        held.remove(task);
        askForMore();
    }

    private void sendAll() {
        try {
            while (true) {
                outbox.take().forEach(send);
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

    /** Images whose outcome the master has not acknowledged. */
    public int unacknowledged() {
        return outbox.size();
    }

    public List<SlotTelemetry> slots() {
        return meters.stream().map(SlotMeter::telemetry).toList();
    }

    private double imagesPerSecond() {
        return meters.stream().mapToDouble(SlotMeter::imagesPerSecond).sum();
    }

    /** Waits until the master has everything, but no longer than {@code patience}. */
    public void awaitIdle(Duration patience) throws InterruptedException {
        held.awaitEmpty(patience);
    }

    /** Ends every thread and frees the models. Waits for runs that are under way. */
    @Override
    public void close() {
        Lanes open;
        synchronized (demandLock) {
            closed = true;
            open = lanes;
        }
        preparing.interrupt();
        threads.forEach(Thread::interrupt);
        if (open != null) {
            open.terminate();
        }
        held.clear();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            preparing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // native memory in use is not freed
        }
        if (open != null) {
            open.close();
        }
    }
}
