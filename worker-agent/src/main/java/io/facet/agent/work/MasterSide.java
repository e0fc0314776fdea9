package io.facet.agent.work;

import io.facet.protocol.Limits;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.RunStatus;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this agent says to the master about a run: how far it is, and how many images it wants. Everything is said under
 * one lock, so that the master hears it in the order in which it became true, and nothing that was meant for one
 * connection gets into the next. Thread-safe.
 */
final class MasterSide {
    private static final double SMALLEST_STEP = 0.01;

    private final String runId;
    private final Consumer<AgentMessage> send;
    private final HeldTasks held;
    private final IntSupplier finished;

    private RunStatus status;
    private boolean connected;
    private boolean accepting = true;
    private boolean closed;
    private @Nullable DemandWindow demand;
    private DoubleSupplier imagesPerSecond = () -> 0;

    /**
     * Says nothing until {@link #connected}.
     *
     * @param finished how many of the held images only wait to be acknowledged
     */
    MasterSide(String runId, Consumer<AgentMessage> send, HeldTasks held, IntSupplier finished) {
        this.runId = runId;
        this.send = send;
        this.held = held;
        this.finished = finished;
        this.status = status(RunStatus.State.PREPARING, "", "", 0);
    }

    // ---- how far it is --------------------------------------------------------------------------------------

    /** Says so if it is news: a model comes in thousands of pieces. */
    synchronized void preparing(String what, double done) {
        boolean sameThing = status.getMessage().equals(Limits.cut(what));
        if (sameThing && Math.abs(done - status.getProgress()) < SMALLEST_STEP && done < 1) {
            return;
        }
        say(status(RunStatus.State.PREPARING, "", Limits.cut(what), done));
    }

    synchronized void failed(String code, String message) {
        say(status(RunStatus.State.FAILED, code, Limits.cut(message), 0));
    }

    /** Images can be worked on, {@code parallel} at a time. */
    synchronized void ready(int parallel, DoubleSupplier rate) {
        demand = new DemandWindow(parallel);
        imagesPerSecond = rate;
        say(status(RunStatus.State.READY, "", "", 1));
        askForMore();
    }

    /**
     * Images cannot be worked on for a while: the run is made ready anew. The master takes that as the end of what was
     * asked for.
     */
    synchronized void again() {
        demand = null;
        imagesPerSecond = () -> 0;
        say(status(RunStatus.State.PREPARING, "", "", 0));
    }

    synchronized boolean hasFailed() {
        return status.getState() == RunStatus.State.FAILED;
    }

    private RunStatus status(RunStatus.State state, String code, String message, double progress) {
        return RunStatus.newBuilder()
                .setRunId(runId)
                .setState(state)
                .setCode(code)
                .setMessage(message)
                .setProgress(progress)
                .build();
    }

    private void say(RunStatus next) {
        status = next;
        if (connected && !closed) {
            send.accept(AgentMessage.newBuilder().setRunStatus(next).build());
        }
    }

    // ---- who listens ----------------------------------------------------------------------------------------

    /** The master is there and knows of this run. It counts anew what it lends. */
    synchronized void connected() {
        connected = true;
        resetDemand();
        say(status);
        askForMore();
        notifyAll();
    }

    synchronized void disconnected() {
        connected = false;
        resetDemand();
    }

    /** Waits until the master is there. */
    synchronized void awaitConnected() throws InterruptedException {
        while (!connected) {
            wait();
        }
    }

    /** From now on nothing is said. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    // ---- how many images it wants ---------------------------------------------------------------------------

    /** From now on nothing more is asked for, or again is. */
    synchronized void accept(boolean on) {
        accepting = on;
        if (!on) {
            resetDemand();
        }
        askForMore();
    }

    /** The master has lent {@code images}. */
    synchronized void leased(int images) {
        if (demand != null) {
            demand.leased(images);
        }
    }

    private void resetDemand() {
        if (demand != null) {
            demand.reset();
        }
    }

    synchronized void askForMore() {
        if (!connected || !accepting || closed || demand == null) {
            return;
        }
        int credits = demand.more(held.size(), finished.getAsInt(), imagesPerSecond.getAsDouble());
        if (credits > 0) {
            send.accept(AgentMessage.newBuilder()
                    .setDemand(Demand.newBuilder().setRunId(runId).setCredits(credits))
                    .build());
        }
    }
}
