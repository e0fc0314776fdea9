package io.facet.app.master.farm;

import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Telemetry;

/** What the master knows of an agent while it is connected. Confined to the master's loop. */
public final class ConnectedAgent {
    private final AgentSession session;
    private final Hello hello;
    private Telemetry telemetry = Telemetry.getDefaultInstance();
    private RunStatus run = RunStatus.getDefaultInstance();
    private boolean draining;
    private long done;
    private long failed;

    ConnectedAgent(AgentSession session, Hello hello) {
        this.session = session;
        this.hello = hello;
    }

    AgentSession session() {
        return session;
    }

    public String id() {
        return session.agentId();
    }

    public Hello hello() {
        return hello;
    }

    /** What the agent last said of itself. */
    public Telemetry telemetry() {
        return telemetry;
    }

    /** How far it is with the current run. */
    public RunStatus run() {
        return run;
    }

    public boolean draining() {
        return draining;
    }

    /** Images of the current run that it finished. */
    public long done() {
        return done;
    }

    /** Tries of the current run that failed on it. */
    public long failed() {
        return failed;
    }

    void telemetry(Telemetry next) {
        telemetry = next;
    }

    void run(RunStatus next) {
        run = next;
    }

    void draining(boolean on) {
        draining = on;
    }

    /** One more image of the run is finished. */
    public void countDone() {
        done++;
    }

    /** One more try of the run has failed. */
    public void countFailed() {
        failed++;
    }

    void newRun() {
        run = RunStatus.getDefaultInstance();
        done = 0;
        failed = 0;
    }
}
