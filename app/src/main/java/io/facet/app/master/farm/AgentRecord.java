package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Telemetry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the master remembers of an agent, connected or not. Confined to the master's loop. */
final class AgentRecord {
    final String id;
    final PendingActions pending = new PendingActions();

    /** As it introduced itself last. */
    Hello hello;

    /** What it said of itself last. */
    Telemetry telemetry = Telemetry.getDefaultInstance();

    /** Null while it is not connected. */
    @Nullable
    ConnectedAgent connection;

    String address = "";
    Instant connectedAt;
    Instant lastSeen;

    @Nullable
    Duration roundTrip;

    /** What it is while it is not connected, and why. */
    AgentStatus.State gone = AgentStatus.State.CONNECTING;

    String reason = "";
    int requeued;

    /** It is turned away until somebody lets it back in. */
    boolean dismissed;

    /** It has taken other slots than it came with, which its program is not started with yet. */
    boolean otherSlots;

    /** Its program is to be ended once it has no more images. */
    boolean restartWhenDrained;

    /** Of the current run, or of the last one. */
    long done;

    long failed;

    AgentRecord(String id, Hello hello, Instant now) {
        this.id = id;
        this.hello = hello;
        this.connectedAt = now;
        this.lastSeen = now;
    }

    /** It has introduced itself on a new connection. */
    void connected(ConnectedAgent agent, Hello introduction, String from, Instant now) {
        connection = agent;
        hello = introduction;
        address = from;
        connectedAt = now;
        lastSeen = now;
        telemetry = Telemetry.getDefaultInstance();
        roundTrip = null;
        reason = "";
        requeued = 0;
        restartWhenDrained = false;
    }

    /** Its connection has ended. */
    void gone(AgentStatus.State state, String why, int images) {
        connection = null;
        gone = state;
        reason = why;
        requeued = images;
        restartWhenDrained = false;
        if (state != AgentStatus.State.LOST && state != AgentStatus.State.CONNECTING) {
            pending.clear();
        }
    }

    void newRun() {
        done = 0;
        failed = 0;
    }
}
