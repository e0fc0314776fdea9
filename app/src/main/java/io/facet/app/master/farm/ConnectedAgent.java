package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.SlotsChanged;
import io.facet.protocol.wire.Telemetry;

/** What the master knows of an agent while it is connected. Confined to the master's loop. */
public final class ConnectedAgent {
    private final AgentSession session;
    private final AgentRecord record;
    private RunStatus run = RunStatus.getDefaultInstance();
    private boolean draining;
    private boolean paused;

    ConnectedAgent(AgentSession session, AgentRecord record) {
        this.session = session;
        this.record = record;
    }

    AgentSession session() {
        return session;
    }

    AgentRecord record() {
        return record;
    }

    public String id() {
        return session.agentId();
    }

    /** As it introduced itself, with the slots that it has now. */
    public Hello hello() {
        return record.hello;
    }

    /** What the agent last said of itself. */
    public Telemetry telemetry() {
        return record.telemetry;
    }

    /** How far it is with the current run. */
    public RunStatus run() {
        return run;
    }

    public boolean draining() {
        return draining;
    }

    public boolean paused() {
        return paused;
    }

    /** Whether images may be lent to it: not as soon as it is asked to take none, whether it knows that already or not. */
    public boolean takesImages() {
        return !draining && !paused && !record.pending.waitsFor(Action.DRAIN) && !record.pending.waitsFor(Action.PAUSE);
    }

    /** Images of the current run that it finished. */
    public long done() {
        return record.done;
    }

    /** Tries of the current run that failed on it. */
    public long failed() {
        return record.failed;
    }

    void telemetry(Telemetry next) {
        record.telemetry = next;
        draining = next.getDraining();
        paused = next.getPaused();
    }

    void slots(SlotsChanged next) {
        record.otherSlots = true;
        record.hello = record.hello.toBuilder()
                .clearSlots()
                .addAllSlots(next.getSlotsList())
                .clearNotices()
                .addAllNotices(next.getNoticesList())
                .build();
    }

    void run(RunStatus next) {
        run = next;
    }

    void draining(boolean on) {
        draining = on;
    }

    /** One more image of the run is finished. */
    public void countDone() {
        record.done++;
    }

    /** One more try of the run has failed. */
    public void countFailed() {
        record.failed++;
    }

    void newRun() {
        run = RunStatus.getDefaultInstance();
    }
}
